import { afterEach, describe, expect, it } from "vitest";
import { isReproducible } from "../../src/numerics/engines.ts";
import { chooseEngine, engineIdentity, engineInUse, nativeLibrary } from "../../src/numerics/kernels.ts";

const given = process.env.LOSSATLAS_OPENBLAS;

afterEach(() => {
	if (given === undefined) delete process.env.LOSSATLAS_OPENBLAS;
	else process.env.LOSSATLAS_OPENBLAS = given;
});

describe("the native engine, where there is no library for it", () => {
	it("says where it looked, and what to install", async () => {
		process.env.LOSSATLAS_OPENBLAS = "/nowhere/libopenblas.so";
		await expect(chooseEngine("native")).rejects.toThrow(
			/needs OpenBLAS .* Install it \(Debian and Ubuntu: libopenblas0.*LOSSATLAS_OPENBLAS.*\/nowhere\/libopenblas\.so: /s,
		);
		await expect(chooseEngine("native")).rejects.toBeInstanceOf(RangeError);
	});

	it.runIf(process.platform === "linux")("refuses a library that is another one", async () => {
		process.env.LOSSATLAS_OPENBLAS = "libm.so.6";
		await expect(chooseEngine("native")).rejects.toThrow(
			/needs OpenBLAS .*libm\.so\.6: .*openblas_set_num_threads/s,
		);
	});

	it("leaves the thread to the portable one", () => {
		expect(engineInUse()).toBe("portable");
		expect(engineIdentity()).toBe("portable");
		expect(nativeLibrary()).toBeNull();
	});

	it("is the only one whose bits are the machine's", () => {
		expect(isReproducible("portable") && isReproducible("fused")).toBe(true);
		expect(isReproducible("native")).toBe(false);
	});
});
