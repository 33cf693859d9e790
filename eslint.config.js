import svelte from "eslint-plugin-svelte";
import { defineConfig, globalIgnores } from "eslint/config";
import ts from "typescript-eslint";

/** Where the clock and ids are injected: what decides must give the same answer for the same input. */
const deterministic = [
  "statemachines/**/*.ts",
  "functions/contract/**/*.ts",
  "functions/manifest.ts",
  "functions/{domain,http,steps,jobs,wiring}/**/*.ts",
];

const useClock = "The clock is injected (see functions/domain/ports.ts); only adapters read the real one.";
const useIds = "Ids and secrets are injected (see functions/domain/ports.ts); only adapters draw random ones.";

/** Places of the real clock and of chance. */
const clockAndChance = [
  { object: "Date", property: "now", message: useClock },
  { object: "performance", property: "now", message: useClock },
  { object: "process", property: "hrtime", message: useClock },
  { object: "Math", property: "random", message: useIds },
];

/** Whoever needs a value of the environment is handed it, so that it can be seen in one place who needs which. */
const environment = {
  object: "process",
  property: "env",
  message: "The environment is read in functions/wiring only; values are handed in.",
};

/** @type {import("eslint").Linter.RulesRecord} */
const noClockNoChance = {
  "no-restricted-syntax": [
    "error",
    { selector: "CallExpression[callee.name='Date']", message: useClock },
    { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: useClock },
    { selector: "MemberExpression[object.name='Temporal'][property.name='Now']", message: useClock },
    {
      selector: "MemberExpression[property.name=/^(randomUUID|getRandomValues|randomBytes|randomInt)$/]",
      message: useIds,
    },
  ],
  "no-restricted-properties": ["error", ...clockAndChance],
  "no-restricted-imports": [
    "error",
    {
      paths: ["crypto", "node:crypto"].map((name) => ({
        name,
        importNames: ["default", "getRandomValues", "randomBytes", "randomInt", "randomUUID", "webcrypto"],
        message: useIds,
      })),
    },
  ],
};

/** Everything outside web/ that a page may not know. */
const backEnd = {
  regex:
    "/(functions/(?!(contract/[a-z-]+|domain/(format|used-time))\\.ts$)|statemachines/(?!(language/(vocabulary|letter-templates)|form/[a-z-]+)\\.ts$)|infra/|test/)",
  message:
    "Pages share contract/, domain/format.ts, domain/used-time.ts, language/vocabulary.ts, language/letter-templates.ts and form/ with the back end, nothing else.",
};

/** @type {import("eslint").Linter.RulesRecord} */
const unsafeAnyIsAllowed = {
  "@typescript-eslint/no-unsafe-argument": "off",
  "@typescript-eslint/no-unsafe-assignment": "off",
  "@typescript-eslint/no-unsafe-call": "off",
  "@typescript-eslint/no-unsafe-member-access": "off",
  "@typescript-eslint/no-unsafe-return": "off",
};

export default defineConfig(
  globalIgnores(["dist/", "data/", ".cache/", "node_modules/"]),
  { linterOptions: { reportUnusedDisableDirectives: "error" } },
  ts.configs.recommendedTypeChecked,
  svelte.configs.recommended,
  {
    languageOptions: {
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname, extraFileExtensions: [".svelte"] },
    },
    rules: {
      eqeqeq: "error",
      "no-console": ["error", { allow: ["error"] }],
      "no-var": "error",
      "prefer-const": "error",
      "@typescript-eslint/no-explicit-any": "error",
      "@typescript-eslint/no-non-null-assertion": "error",
      "@typescript-eslint/no-floating-promises": "error",
      "@typescript-eslint/switch-exhaustiveness-check": ["error", { considerDefaultExhaustiveForUnions: true }],
      // A fake or a handler may be async only to keep a promise of its type.
      "@typescript-eslint/require-await": "off",
      // Objects here are made of closures, which know themselves without `this`.
      "@typescript-eslint/unbound-method": "off",
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true, allowBoolean: true }],
      "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_", varsIgnorePattern: "^_" }],
    },
  },
  {
    files: ["**/*.svelte", "**/*.svelte.ts"],
    languageOptions: { parserOptions: { parser: ts.parser } },
    // There are no stores here, and looking for them takes a tenth of the whole run.
    rules: { "prefer-const": "off", "svelte/prefer-const": "error", "svelte/require-store-reactive-access": "off" },
  },
  {
    // What a component imports from another has no type here; svelte-check knows it. The rest of the import rules is
    // in .dependency-cruiser.cjs, which reads compiled components and so misses their imports of types.
    files: ["**/*.svelte"],
    rules: { ...unsafeAnyIsAllowed, "no-restricted-imports": ["error", { patterns: [backEnd] }] },
  },
  {
    files: deterministic,
    rules: noClockNoChance,
  },
  {
    files: ["functions/**/*.ts"],
    ignores: ["functions/{adapters,wiring}/**"],
    rules: { "no-restricted-properties": ["error", ...clockAndChance, environment] },
  },
  {
    files: ["functions/adapters/**/*.ts"],
    rules: {
      "no-restricted-properties": ["error", environment],
      "no-restricted-imports": [
        "error",
        { paths: ["process", "node:process"].map((name) => ({ name, message: environment.message })) },
      ],
    },
  },
  {
    // No I/O, no clock, no environment: everything comes in through a port.
    files: ["functions/domain/**/*.ts"],
    rules: {
      "no-restricted-globals": ["error", "process", "fetch", "setTimeout", "setInterval", "setImmediate", "console"],
    },
  },
  {
    // Programs that talk to the person at the terminal, and the one adapter that writes the log.
    files: ["infra/**", "test/**", "statemachines/compiler/{compile-all,procedures}.ts", "functions/adapters/log.ts"],
    rules: { "no-console": "off" },
  },
  {
    // Tests hand over whatever an outsider could.
    files: ["test/**"],
    rules: unsafeAnyIsAllowed,
  },
  {
    // The type checker reads their JSDoc already; configuration of tools is not worth more.
    files: ["**/*.{js,mjs,cjs}"],
    extends: [ts.configs.disableTypeChecked],
  },
);
