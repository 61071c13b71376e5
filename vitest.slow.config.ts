import { defineConfig } from "vitest/config";

/** The second tier: long property tests, and end-to-end runs of the built command line. */
export default defineConfig({
	test: {
		include: ["packages/*/test/**/*.slow.test.ts", "packages/*/test/**/*.e2e.test.ts"],
		testTimeout: 1_200_000,
		hookTimeout: 600_000,
	},
});
