/** A function of the library as koffi gives it: numbers, addresses, arrays and texts in, a number or a text out. */
export type NativeFunction = (...values: unknown[]) => unknown;

/** What is used of the package koffi. */
interface Koffi {
	load(path: string): { func(signature: string): NativeFunction };
	address(view: ArrayBufferView): bigint;
}

/** The machine's OpenBLAS, opened and tried. */
export interface OpenBlas {
	/** As it calls itself, with the processor it has chosen its kernels for: "OpenBLAS 0.3.21 (Zen)". */
	readonly description: string;
	/** A function by its signature in C. */
	func(signature: string): NativeFunction;
	/** Where a view's numbers lie in this process. */
	address(view: ArrayBufferView): number;
}

/** Names under which the system's loader may know it. */
const names: Readonly<Record<string, readonly string[]>> = {
	linux: ["libopenblas.so.0", "libopenblas.so"],
	darwin: [
		"/opt/homebrew/opt/openblas/lib/libopenblas.dylib",
		"/usr/local/opt/openblas/lib/libopenblas.dylib",
		"libopenblas.dylib",
	],
	win32: ["libopenblas.dll", "openblas.dll"],
};

/** The host's process, where there is one. */
interface Host {
	readonly process?: {
		readonly platform?: string;
		readonly env?: Readonly<Record<string, string | undefined>>;
	};
}

/**
 * Opens the machine's OpenBLAS through the package koffi, sets it to one thread and tries it on a product whose result is known.
 * The library is looked for under its usual names, or at the path in the environment variable LOSSATLAS_OPENBLAS.
 * @throws RangeError with what to install where koffi or the library is missing, or where its numbers are wrong.
 */
export async function openBlas(): Promise<OpenBlas> {
	const { process } = globalThis as Host;
	const platform = process?.platform;
	if (platform === undefined)
		throw new RangeError('The engine "native" needs Node; browsers cannot open libraries.');
	const koffi = await loadKoffi();
	const given = process?.env?.LOSSATLAS_OPENBLAS;
	const candidates = given ? [given] : (names[platform] ?? []);
	const failures: string[] = [];
	for (const path of candidates) {
		try {
			return tried(koffi, path);
		} catch (error) {
			failures.push(`${path}: ${error instanceof Error ? error.message : String(error)}`);
		}
	}
	throw new RangeError(
		`The engine "native" needs OpenBLAS with LAPACK, and found none it can use. Install it (Debian and Ubuntu: libopenblas0, Fedora: openblas, macOS: brew install openblas), or set LOSSATLAS_OPENBLAS to the library's path. Tried: ${failures.join("; ")}.`,
	);
}

async function loadKoffi(): Promise<Koffi> {
	// Not a literal: bundlers for browsers would look for the package.
	const name = "koffi";
	let loaded: Koffi & { readonly default?: Koffi };
	try {
		loaded = await import(/* @vite-ignore */ name);
	} catch {
		throw new RangeError(
			'The engine "native" opens the machine\'s OpenBLAS through the package koffi, which is not installed: npm install koffi.',
		);
	}
	return loaded.default ?? loaded;
}

function tried(koffi: Koffi, path: string): OpenBlas {
	const library = koffi.load(path);
	const func = (signature: string) => library.func(signature);
	func("void openblas_set_num_threads(int)")(1);
	tryProduct(func);
	const [version] = /OpenBLAS [0-9.]+/.exec(String(func("const char *openblas_get_config()")())) ?? [
		"OpenBLAS",
	];
	const core = func("const char *openblas_get_corename()")();
	return {
		description: `${version} (${core})`,
		func,
		address: (view) => Number(koffi.address(view)),
	};
}

/** (1 2; 3 4) (5; 6) is (17; 39): a library with other integers or another layout gives anything else. */
function tryProduct(func: OpenBlas["func"]): void {
	const product = Float64Array.of(0, 0);
	const dgemv = func(
		"void cblas_dgemv(int, int, int, int, double, const double *, int, const double *, int, double, double *, int)",
	);
	dgemv(101, 111, 2, 2, 1, Float64Array.of(1, 2, 3, 4), 2, Float64Array.of(5, 6), 1, 0, product, 1);
	if (product[0] !== 17 || product[1] !== 39) throw new Error("it multiplies matrices wrongly");
}
