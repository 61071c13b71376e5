import { defineConfig } from "vitest/config";

export default defineConfig({
	test: {
		include: ["packages/*/test/**/*.test.ts"],
		exclude: ["**/*.slow.test.ts", "**/*.e2e.test.ts", "**/node_modules/**"],
		testTimeout: 60_000,
	},
});
