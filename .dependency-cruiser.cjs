/**
 * Who may import whom, types included. Imports run one way:
 *
 *     statemachines/{language,form} <- functions/domain <- adapters <- wiring <- entry points
 *     infra -> manifest and names; machines and handlers only as files        web -> types of what it shares with the back end
 *
 * `allowed` below is the whole map: what no line allows is an error. Rules under `forbidden` hold for everything.
 */

const tables = "^statemachines/";
/** What tables are made of, and what a form accepts: all that the rest of the house may know of them. */
const language = "^statemachines/(language|form)/";
/** Puts the agency's tables into the registry. */
const agencyTables = "^statemachines/index\\.ts$";
const domain = "^functions/domain/";
const adapters = "^functions/adapters/";
const wiring = "^functions/wiring/";
const entryPoints = "^functions/(http|steps|jobs)/";
const contract = "^functions/contract/";
const manifest = "^functions/manifest\\.ts$";
const metricNames = "^functions/domain/metric-names\\.ts$";
/** What may be logged of an error is the same wherever it is logged. */
const errorFacts = "^functions/domain/error-facts\\.ts$";
const names = "^infra/names\\.ts$";
/** The back end's side of running on one machine; the host loads it as a file, and knows its shape. */
const oneMachine = "^functions/wiring/one-machine\\.ts$";
const toolchain = "^infra/toolchain/";
/** Programs that know what the product means: they play it, fill it, or ask it for a due time. */
const programs = "^infra/(demo/|local/cli/|local/host/demo-agency\\.ts$)";
/** What an agency sets for itself has the domain's shape. */
const agencies = "^infra/agencies/";
/** What an administrator enters is judged by schemas, and read from tables of spreadsheets. */
const administration = "^functions/domain/administration/";
/** Programs that read and write the machine files; the rest of statemachines/ is pure. */
const tablePrograms = "^statemachines/compiler/(compile-all|procedures|machine-files|published)\\.ts$";

const npm = ["npm", "npm-optional", "npm-peer"];
const npmAndDev = [...npm, "npm-dev"];
/** Packages that exist as types only. */
const typesOnly = "^(node_modules/@types/)?aws-lambda";
/** An npm package by name. */
const packages = (...list) => ({ path: `^node_modules/(${list.join("|")})(/|$)` });

/** @type {(from: string, ...to: (string | object)[]) => object[]} */
function mayImport(from, ...targets) {
  return targets.map((to) => ({ from: { path: from }, to: typeof to === "string" ? { path: to } : to }));
}

module.exports = {
  allowedSeverity: "error",
  allowed: [
    ...mayImport(language, language),
    ...mayImport("^statemachines/(?!language|form)", tables, packages("temporal-polyfill")),
    ...mayImport(tablePrograms, { dependencyTypes: ["core"] }, packages("zod")),
    ...mayImport(contract, contract, language, domain, packages("zod")),
    ...mayImport(domain, domain, language, packages("temporal-polyfill")),
    ...mayImport(administration, packages("zod", "csv-parse")),
    ...mayImport(adapters, adapters, domain, language, names, { dependencyTypes: [...npm, "core"] }),
    ...mayImport(wiring, wiring, adapters, domain, language, agencyTables, contract, manifest, names),
    ...mayImport(wiring, { dependencyTypes: [...npm, "npm-dev", "core"] }),
    ...mayImport(entryPoints, entryPoints, wiring, contract, domain, language),
    ...mayImport(entryPoints, { dependencyTypes: npm }, { path: typesOnly }),
    ...mayImport(wiring, { path: typesOnly }),
    ...mayImport("^infra/(?!names|toolchain)", "^infra/(?!toolchain)", manifest, metricNames, "\\.asl\\.json$"),
    ...mayImport("^infra/(?!names|toolchain)", { dependencyTypes: [...npmAndDev, "core"] }, { path: typesOnly }),
    ...mayImport("^infra/local/host/log\\.ts$", errorFacts),
    ...mayImport("^infra/local/host/one-machine\\.ts$", oneMachine),
    // What goes over HTTP has the same shape whoever answers: the types, no more.
    ...mayImport("^infra/local/gateway/", { path: contract, dependencyTypes: ["type-only"] }),
    // The host stores and shows the agency and its people, so it knows their shape and the titles of roles.
    ...mayImport("^infra/(local|aws)/", { path: "^functions/domain/agency\\.ts$", dependencyTypes: ["type-only"] }),
    ...mayImport("^infra/(local|aws)/", "^statemachines/language/actors\\.ts$"),
    // An address is read in the same way wherever it is typed.
    ...mayImport("^infra/local/emulators/sign-in/", "^statemachines/form/email\\.ts$"),
    ...mayImport(programs, domain, tables, contract),
    ...mayImport("^infra/local/cli/sheet\\.ts$", "^functions/adapters/pdf/"),
    ...mayImport(agencies, domain),
    ...mayImport(toolchain, toolchain, { dependencyTypes: ["core"] }),
    ...mayImport("^web/src/", "^web/src/", contract, "^functions/domain/(format|used-time)\\.ts$"),
    // A letter is shown as it will read while it is worded.
    ...mayImport("^web/src/staff/", "^statemachines/language/letter-templates\\.ts$"),
    ...mayImport("^web/src/", "^statemachines/(language/vocabulary\\.ts$|form/)", { dependencyTypes: npmAndDev }),
    ...mayImport("^test/", ".+"),
  ],
  forbidden: [
    {
      name: "no-cycles",
      comment: "A circle of imports cannot be read from any end, not even one made of types only.",
      severity: "error",
      from: {},
      to: { circular: true },
    },
    {
      name: "product-does-not-know-its-tests",
      severity: "error",
      from: { pathNot: "^test/" },
      to: { path: "^test/" },
    },
    {
      name: "imports-nothing",
      comment: "The manifest and the names are data for everyone, so they depend on no one.",
      severity: "error",
      from: { path: [manifest, metricNames, names] },
      to: { path: ".+" },
    },
    {
      name: "infra-loads-handlers-as-files",
      comment: "The local host loads a handler by the path in its manifest row, exactly as Lambda does.",
      severity: "error",
      from: { path: "^infra/", pathNot: [programs, agencies] },
      to: {
        path: "^functions/",
        pathNot: [manifest, metricNames, oneMachine, errorFacts],
        dependencyTypesNot: ["type-only"],
      },
    },
    {
      name: "resolvable",
      severity: "error",
      from: {},
      // Packages made of types only have nothing to resolve to.
      to: { couldNotResolve: true, pathNot: typesOnly },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    exclude: { path: ["^dist/", "^data/", "^\\.cache/"] },
    // Types too: who knows a shape depends on it.
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "node", "default", "types", "svelte"],
      extensions: [".ts", ".js", ".mjs", ".cjs", ".json", ".svelte"],
    },
  },
};
