import { setTimeout } from "node:timers/promises";
import { InputError } from "@lossatlas/core/names";
import type { Redis } from "ioredis";

/** Attempts to reach Redis at the start, pauses between them, and the time for all, in milliseconds. */
const attempts = 4;
const pause = 500;
const patience = 6000;
/** The first version in which several entries of a list can be taken at once. */
const leastVersion = [6, 2];

const example = "For example --queue redis://localhost:6379, or the same in LOSSATLAS_QUEUE.";

/** The address of the queue that a person gave, or the environment. @throws InputError when there is none, or it is none. */
export function queueUrl(given: string | undefined): URL {
	const text = given ?? process.env.LOSSATLAS_QUEUE ?? "";
	const field = given === undefined && text !== "" ? "LOSSATLAS_QUEUE" : "--queue";
	if (text === "") throw new InputError("The address of a queue is missing.", { field }, example);
	const url = URL.canParse(text) ? new URL(text) : null;
	if (url !== null && ["redis:", "rediss:"].includes(url.protocol) && url.hostname !== "") return url;
	// What cannot be read may hold a password.
	const shown = text.includes("@") ? "" : ` "${text}"`;
	throw new InputError(
		`The address of the queue${shown} cannot be read; redis://HOST:PORT was expected.`,
		{ field },
		example,
	);
}

/** An address without name and password. */
export function shownAddress({ protocol, hostname, port, pathname }: URL): string {
	return `${protocol}//${hostname}:${port || 6379}${pathname === "/" ? "" : pathname}`;
}

/** A connection that comes back by itself once it was there, and says so. */
export class QueueConnection {
	readonly redis: Redis;
	/** For people: without name and password. */
	readonly address: string;
	#state: "opening" | "up" | "down" | "closed" = "opening";
	#trouble: Error | null = null;
	#outages = 0;

	private constructor(Client: typeof Redis, url: URL, say: (line: string) => void) {
		this.address = shownAddress(url);
		this.redis = new Client(url.href, {
			lazyConnect: true,
			connectTimeout: 4000,
			maxRetriesPerRequest: null,
			retryStrategy: (times) =>
				this.#state === "opening" || this.#state === "closed" ? null : Math.min(100 * times, 2000),
		});
		this.redis.on("error", (error) => {
			this.#trouble = error;
		});
		this.redis.on("close", () => {
			if (this.#state !== "up") return;
			this.#state = "down";
			this.#outages++;
			say(`The connection to ${this.address} is lost; waiting until it is back. Nothing finished is lost.`);
		});
		this.redis.on("ready", () => {
			if (this.#state === "down") say(`${this.address} answers again.`);
			this.#state = "up";
		});
	}

	/** @throws InputError within seconds when nobody answers there, or not as Redis does. */
	static async open(url: URL, say: (line: string) => void): Promise<QueueConnection> {
		const { Redis } = await import("ioredis");
		const connection = new QueueConnection(Redis, url, say);
		try {
			const answered = await Promise.race([
				connection.#connect(),
				setTimeout(patience, null, { ref: false }),
			]);
			if (answered === null) throw new Error("it does not answer as Redis does");
			requireVersion(answered, connection.address);
			const policy = infoField(answered, "maxmemory_policy");
			if (policy !== null && policy !== "noeviction")
				say(`${connection.address} may drop jobs when its memory is full: set maxmemory-policy noeviction.`);
			return connection;
		} catch (error) {
			connection.close();
			if (error instanceof InputError) throw error;
			throw unreachable(connection.address, connection.#trouble ?? (error as Error));
		}
	}

	get isUp(): boolean {
		return this.#state === "up";
	}

	/** How often it was lost. */
	get outages(): number {
		return this.#outages;
	}

	/** What Redis says of itself, once it answers. */
	async #connect(): Promise<string> {
		for (let attempt = 1; ; attempt++)
			try {
				await this.redis.connect();
				return await this.redis.info();
			} catch (error) {
				if (attempt === attempts || /NOAUTH|WRONGPASS|NOPERM/.test(String(this.#trouble ?? error)))
					throw error;
				await setTimeout(pause);
			}
	}

	close(): void {
		this.#state = "closed";
		this.redis.disconnect();
	}
}

/** A line of the answer to INFO. */
export function infoField(info: string, name: string): string | null {
	return new RegExp(`^${name}:(.*?)\\r?$`, "m").exec(info)?.[1] ?? null;
}

function requireVersion(info: string, address: string): void {
	const version = infoField(info, "redis_version");
	const [major, minor] = (version ?? "").split(".").map(Number);
	if (version === null || major > leastVersion[0] || (major === leastVersion[0] && minor >= leastVersion[1]))
		return;
	throw new InputError(
		`${address} is Redis ${version}; ${leastVersion.join(".")} or newer is needed.`,
		{ field: "--queue" },
		"Run a newer Redis, or Valkey.",
	);
}

const start =
	"Start one with `redis-server` or `docker run -p 6379:6379 redis:7`, or give its address with --queue redis://HOST:PORT.";

/** Why Redis could not be reached, in words. */
export function unreachable(address: string, { message, code }: NodeJS.ErrnoException): InputError {
	const say = (why: string, advice: string) =>
		new InputError(`The queue ${address} cannot be used: ${why}.`, { field: "--queue" }, advice);
	if (/NOAUTH|WRONGPASS/.test(message))
		return say(
			"its password is missing or wrong",
			"Give it as redis://:PASSWORD@HOST:PORT in LOSSATLAS_QUEUE.",
		);
	if (code === "ECONNREFUSED") return say("nothing listens there", start);
	if (code === "ENOTFOUND" || code === "EAI_AGAIN")
		return say("there is no host of that name", "Check the name; a worker in a container sees other names.");
	if (/RESP|Protocol error/.test(message)) return say("something else than Redis answers there", start);
	if (code === "ETIMEDOUT" || /ETIMEDOUT/.test(message))
		return say("no answer came", "Check address and firewall.");
	return say(message.replace(/\.$/, ""), start);
}
