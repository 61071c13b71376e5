import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";
import { setTimeout } from "node:timers/promises";
import { Redis } from "ioredis";
import { emptyFolder } from "../commands/command-line.ts";

const binary = process.env.LOSSATLAS_REDIS_SERVER ?? "redis-server";
const isInstalled = spawnSync(binary, ["--version"]).status === 0;

/** Whether tests with Redis are left out; where services are required they fail instead. */
export const withoutRedis = !isInstalled && !process.env.LOSSATLAS_REQUIRE_SERVICES;
if (withoutRedis)
	process.stderr.write(
		"Tests with Redis are skipped: redis-server is not installed (LOSSATLAS_REQUIRE_SERVICES=1 makes that a failure).\n",
	);

/** A port on which nothing listens. */
export async function freePort(): Promise<number> {
	const server = createServer().listen(0, "127.0.0.1");
	await once(server, "listening");
	const { port } = server.address() as { port: number };
	server.close();
	await once(server, "close");
	return port;
}

/** A Redis of a test's own, on a free port, with its files in a temporary folder. */
export class RedisServer {
	readonly url: string;
	readonly #port: number;
	readonly #folder = emptyFolder();
	#process: ChildProcess | null = null;
	#client: Redis | null = null;

	private constructor(port: number) {
		this.#port = port;
		this.url = `redis://127.0.0.1:${port}`;
	}

	/** @param settings as on the command line of redis-server. */
	static async start(...settings: string[]): Promise<RedisServer> {
		const server = new RedisServer(await freePort());
		await server.restart(...settings);
		return server;
	}

	/** Starts it again: with its data if it has kept an append-only file and is to read it, else empty. */
	async restart(...settings: string[]): Promise<void> {
		const place = ["--port", String(this.#port), "--bind", "127.0.0.1", "--dir", this.#folder];
		this.#process = spawn(binary, [...place, "--save", "", ...settings], { stdio: "ignore" });
		for (let waited = 0; waited < 20_000; waited += 50) {
			const answer = await this.client.ping().catch(() => "");
			if (answer === "PONG") return;
			await setTimeout(50);
		}
		throw new Error(`redis-server did not start in ${this.#folder}.`);
	}

	/** Its data will outlive it. */
	static readonly keeping = ["--appendonly", "yes", "--appendfsync", "always"];

	/** A client of the test's own. */
	get client(): Redis {
		this.#client ??= new Redis(this.url, { maxRetriesPerRequest: 1, retryStrategy: () => 50 }).on(
			"error",
			() => {},
		);
		return this.#client;
	}

	/** Ends it as a crash does. */
	async kill(): Promise<void> {
		const child = this.#process;
		if (child === null) return;
		const ended = once(child, "exit");
		child.kill("SIGKILL");
		await ended;
		this.#process = null;
	}

	async stop(): Promise<void> {
		this.#client?.disconnect();
		await this.kill();
	}
}
