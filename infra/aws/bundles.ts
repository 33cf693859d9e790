/** Lambda bundles: a folder per manifest row with minified ES modules. By esbuild itself: no Docker, no network. */
import { readFile, rm } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { build, type BuildOptions, type Plugin } from "esbuild";
import { manifest, type FunctionRow } from "../../functions/manifest.ts";

export const projectRoot = fileURLToPath(new URL("../../", import.meta.url));

/** Where `bundleFunctions` puts them by default. */
const bundleFolder = path.join(projectRoot, "dist/lambda");

/**
 * How every module for Lambda is made. Packages come as ES modules where they offer them, so that what is not used is
 * left out.
 */
export const bundling = {
  bundle: true,
  format: "esm",
  platform: "node",
  target: "node24",
  minify: true,
  legalComments: "none",
  mainFields: ["module", "main"],
  logLevel: "error",
  // Some packages are still CommonJS and call `require` for modules of Node; an ES module has none by itself.
  // The long name is none that minifying gives.
  banner: {
    js: 'import{createRequire as requireOfNode}from"node:module";const require=requireOfNode(import.meta.url);',
  },
} as const satisfies BuildOptions;

/**
 * Bundles every function of the manifest.
 *
 * @returns function name -> folder for Lambda, with `index.mjs` inside and what it loads later beside it
 */
export async function bundleFunctions(folder = bundleFolder): Promise<Record<string, string>> {
  await rm(folder, { recursive: true, force: true });
  const made = await Promise.all(
    manifest.map(async (row) => {
      const home = path.join(folder, row.name);
      await build({ ...optionsFor(row), outdir: home });
      return [row.name, home] as const;
    }),
  );
  return Object.fromEntries(made);
}

/** Bundles a function once more, with maps from its lines to those of its sources beside them. */
export async function bundleWithMaps(row: FunctionRow, folder: string): Promise<void> {
  await build({ ...optionsFor(row), sourcemap: "external", sourcesContent: false, outdir: folder });
}

/** How the function of a manifest row is bundled. */
function optionsFor(row: FunctionRow) {
  return {
    ...bundling,
    entryPoints: { index: path.join(projectRoot, row.file) },
    outExtension: { ".js": ".mjs" },
    // What is loaded only when it is needed stays in a file of its own until then.
    splitting: true,
    loader: { ".ttf": "file" },
    plugins: [
      onlyWhatTheRowMay(row),
      columnsWhereRead(row),
      issuesWhereDrawn(row),
      facesBeside,
      credentialsOfLambda,
      schemasAsUsed,
      leaveOutUnreached,
    ],
  } satisfies BuildOptions;
}

/** Answering a mailed link writes into no book and looks for no work; what follows from the answer is for the workflow. */
const doesMore = (row: FunctionRow): boolean => row.name !== "decision";

/** People whom nobody knows ask it: what they may cause is counted, and they prove who they are. */
const isPublic = ({ trigger }: FunctionRow): boolean => trigger.kind === "http" && trigger.audience === "public";

/** Adapters that a function has no use for by its trigger, or without a right or a variable of its row, with what each exports. */
const withheld: Record<string, { maker: string; neededBy: (row: FunctionRow) => boolean }> = {
  "s3/downloads": { maker: "downloadsFrom", neededBy: (row) => row.files.length > 0 },
  "s3/erasures": { maker: "erasuresIn", neededBy: (row) => row.files.includes("note-erasure") },
  "s3/uploads": { maker: "uploadsTo", neededBy: (row) => row.files.includes("take") },
  "ses/mailer": { maker: "mailerFrom", neededBy: (row) => row.mails !== false },
  "ses/suppression-list": { maker: "takeOffSuppressionList", neededBy: (row) => row.mails === "again" },
  "step-functions/executions": { maker: "executionsBy", neededBy: (row) => row.starts },
  "step-functions/step-functions": { maker: "stepFunctions", neededBy: (row) => row.starts || row.resumes },
  "stores/administration": { maker: "administrationIn", neededBy: ({ name }) => name === "administration" },
  "stores/budgets": { maker: "budgetsIn", neededBy: (row) => isPublic(row) },
  "stores/decision-log": { maker: "decisionLogIn", neededBy: (row) => row.trigger.kind === "schedule" },
  "stores/privacy-records": {
    maker: "privacyRecordsIn",
    neededBy: ({ name }) => ["public", "staff", "personal-data", "sweep"].includes(name),
  },
  "stores/proofs": { maker: "proofsIn", neededBy: (row) => isPublic(row) },
  "stores/readings": {
    maker: "readingsIn",
    neededBy: (row) => ["staff", "papers", "personal-data", "decision", "administration"].includes(row.name),
  },
  "stores/recaps": { maker: "recapsIn", neededBy: doesMore },
  "stores/registers": { maker: "registersIn", neededBy: doesMore },
  "stores/restorations": { maker: "restorationsIn", neededBy: doesMore },
  "stores/retention-plans": { maker: "retentionPlansIn", neededBy: (row) => row.trigger.kind === "schedule" },
  "stores/surveys": { maker: "surveysIn", neededBy: doesMore },
  "stores/service-levels": {
    maker: "serviceLevelsIn",
    neededBy: ({ name }) => !["open-task", "mail-events", "execution-events"].includes(name),
  },
  "stores/tables": { maker: "tablesIn", neededBy: (row) => row.trigger.kind === "schedule" },
  "stores/todos": { maker: "todosIn", neededBy: doesMore },
  "stores/tries": { maker: "triesIn", neededBy: (row) => isPublic(row) },
  "stores/unconfirmed": {
    maker: "unconfirmedIn",
    neededBy: ({ name }) => ["public", "staff", "personal-data", "sweep"].includes(name),
  },
  "stores/uptime": { maker: "uptimeIn", neededBy: (row) => row.trigger.kind === "schedule" },
  sessions: { maker: "sessionsOf", neededBy: (row) => row.variables.includes("OIDC_ISSUER") },
};

/**
 * Leaves out adapters, with the clients they bring, that the function has no right to use: calling one says so. The
 * row that withholds the right withholds the code.
 */
function onlyWhatTheRowMay(row: FunctionRow): Plugin {
  return {
    name: "only-what-the-row-may",
    setup(builder) {
      builder.onLoad({ filter: /\/functions\/adapters\/.*\.ts$/ }, ({ path: file }) => {
        const adapter = file.replace(/^.*\/functions\/adapters\//, "").replace(/\.ts$/, "");
        const known = withheld[adapter];
        if (!known || known.neededBy(row)) return null;
        const says = JSON.stringify(`${row.name} has no right to ${adapter} in functions/manifest.ts`);
        return { contents: `export function ${known.maker}(){throw new Error(${says})}`, loader: "js" };
      });
    },
  };
}

/** What the columns of a table mean is read by who shows a task to the staff, and by who keeps the tables. */
const readsColumns = ({ name }: FunctionRow): boolean => name === "staff" || name === "sweep";

/** What papers say is read by who sees a case go on, and by what writes them. */
const readsPapers = ({ name, trigger }: FunctionRow): boolean => trigger.kind === "step" || name === "issue-papers";

/** What letters say is read by what writes them, and by who words them. */
const readsLetters = ({ name }: FunctionRow): boolean => name === "run-actions" || name === "administration";

/** Leaves columns, papers and letters of the tables out of the functions that have no use for them. */
function columnsWhereRead(row: FunctionRow): Plugin {
  return {
    name: "columns-where-read",
    setup(builder) {
      builder.onLoad({ filter: /\/statemachines\/.*\/papers\.ts$/ }, () =>
        readsPapers(row) ? null : { contents: "export const papers=[]", loader: "js" },
      );
      builder.onLoad({ filter: /\/statemachines\/.*\/letters\.ts$/ }, ({ path: file }) =>
        readsLetters(row) || file.endsWith("/language/letters.ts") ? null : { contents: "export {}", loader: "js" },
      );
      builder.onLoad({ filter: /\/statemachines\/.*\/columns\.ts$/ }, ({ path: file }) =>
        readsColumns(row) || file.endsWith("/language/columns.ts")
          ? null
          : { contents: "export const columns={}", loader: "js" },
      );
    },
  };
}

/** Leaves the issuing of papers out of the functions that draw none, which are told so (`null`), and the writing out of those that know none. */
function issuesWhereDrawn(row: FunctionRow): Plugin {
  return {
    name: "issues-where-drawn",
    setup(builder) {
      builder.onLoad({ filter: /\/domain\/documents\/issue\.ts$/ }, () =>
        row.name === "issue-papers"
          ? null
          : { contents: "export const attachedTo=async(_,__,{paper})=>paper===undefined?[]:null", loader: "js" },
      );
      // Without the templates it would find nothing to do.
      builder.onLoad({ filter: /\/domain\/documents\/row-papers\.ts$/ }, () =>
        readsPapers(row) ? null : { contents: "export const lookForPapers=async()=>{}", loader: "js" },
      );
    },
  };
}

/** Fonts are files beside the bundle, where the sources have them in a package. */
const facesBeside: Plugin = {
  name: "faces-beside",
  setup(builder) {
    builder.onLoad({ filter: /\/functions\/adapters\/pdf\/faces\.ts$/ }, async ({ path: file }) => {
      const fonts: string[] = [];
      const text = await readFile(file, "utf8");
      const contents = text.replaceAll(/import\.meta\.resolve\(("[^"]+\.ttf")\)/g, (_, font: string) => {
        fonts.push(font);
        return `new URL(font${fonts.length},import.meta.url)`;
      });
      const imports = fonts.map((font, index) => `import font${index + 1} from ${font};`);
      return { contents: [...imports, contents].join("\n"), loader: "ts" };
    });
  },
};

/**
 * Lambda gives credentials in the environment. The SDK's default chain would bring the clients of four other sign-in
 * ways into every bundle, none of which can apply there.
 */
const credentialsOfLambda: Plugin = {
  name: "credentials-of-lambda",
  setup(builder) {
    builder.onResolve({ filter: /^@aws-sdk\/credential-provider-node$/ }, () => ({
      path: "credential-provider-node",
      namespace: "lambda-credentials",
    }));
    builder.onLoad({ filter: /.*/, namespace: "lambda-credentials" }, () => ({
      contents: 'export { fromEnv as defaultProvider } from "@aws-sdk/credential-provider-env";',
      loader: "js",
      resolveDir: path.join(projectRoot, "node_modules/@aws-sdk/client-dynamodb"),
    }));
  },
};

/**
 * The SDK describes every operation of a service in one module, in lists that a bundler must keep because it cannot
 * know them to be free of side effects. Marked as such, only those of the operations in use remain. Its errors are known by
 * their names here: without classes of their own they come as the service's general error, under the same name.
 */
const schemasAsUsed: Plugin = {
  name: "schemas-as-used",
  setup(builder) {
    builder.onLoad(
      { filter: /@aws-sdk\/client-[\w-]+\/dist-es\/schemas\/schemas_\d+\.js$/ },
      async ({ path: file }) => {
        const text = await readFile(file, "utf8");
        const list = /^((?:export )?var [\w$]+ = )(\[[^]*?\]);$/gm;
        const ownErrors = /^n\d+_registry\.registerError\(.*\);$/gm;
        const used = text.replaceAll(list, "$1/* @__PURE__ */ (() => $2)();").replaceAll(ownErrors, "");
        return { contents: used, loader: "js" };
      },
    );
  },
};

/** Modules that hang on what is used but are never reached from here. */
const unreached = [
  // Writing a schema down as JSON Schema.
  /zod\/v4\/core\/(to-json-schema|json-schema-processors)\.js$/,
  // Answers that come as a stream of events: no operation in use has any.
  /@smithy\/core\/dist-es\/submodules\/event-streams\/index\.js$/,
];

/** Classes of the SDK that nothing asks for anything here. */
const unused = [
  // Hashes for a Node that has none of its own.
  "Sha256Js",
  // Signs the messages of a stream.
  "HeaderFormatter",
  // Slows all calls down together, in a mode of retrying that has to be asked for.
  "DefaultRateLimiter",
];

/** Makes everything that such a module exports hand back what it gets; and the mail composer's list of all file types short. */
const leaveOutUnreached: Plugin = {
  name: "leave-out-unreached",
  setup(builder) {
    for (const filter of unreached) {
      builder.onLoad({ filter }, async ({ path: file }) => ({
        contents: stubOf(await readFile(file, "utf8")),
        loader: "js",
      }));
    }
    // A client tells its name and version to the service, and would bring its whole package file for that.
    builder.onLoad({ filter: /@aws-sdk\/[\w-]+\/package\.json$/ }, async ({ path: file }) => {
      const { name, version } = JSON.parse(await readFile(file, "utf8")) as { name: string; version: string };
      return { contents: JSON.stringify({ name, version }), loader: "json" };
    });
    // For telling the service which browser it is.
    builder.onLoad({ filter: /\/bowser\/.*\.m?js$/ }, () => ({ contents: "export default {};", loader: "js" }));
    // Which of several addresses of DynamoDB was told last; there is one.
    builder.onLoad({ filter: /@aws-sdk\/endpoint-cache\/dist-es\/EndpointCache\.js$/ }, () => ({
      contents: "export class EndpointCache{}",
      loader: "js",
    }));
    for (const name of unused) {
      builder.onLoad({ filter: new RegExp(`@smithy/.*/${name}\\.js$`) }, () => ({
        contents: `export class ${name}{}`,
        loader: "js",
      }));
    }
    // Nothing in a mail of ours is fetched from an address.
    builder.onLoad({ filter: /nodemailer\/.*\/fetch\/index\.js$/ }, () => ({
      contents: 'export default ()=>{throw new Error("a mail may not fetch anything")}',
      loader: "js",
    }));
    // Nor is an address of ours read from a text: each is told as name and address.
    builder.onLoad({ filter: /nodemailer\/.*\/addressparser\/index\.js$/ }, () => ({
      contents: 'export default ()=>{throw new Error("an address is told as name and address")}',
      loader: "js",
    }));
    // Attachments of ours say themselves what they are.
    builder.onLoad({ filter: /nodemailer\/.*\/mime-types\.js$/ }, () => ({
      contents: 'export const detectMimeType=()=>"application/octet-stream";export const detectExtension=()=>"bin";',
      loader: "js",
    }));
  },
};

function stubOf(text: string): string {
  const declared = [...text.matchAll(/^export (?:async )?(?:const|function|class) (\w+)/gm)].map(
    ([, name = ""]) => name,
  );
  const listed = [...text.matchAll(/^export \{([^}]+)\}/gm)].flatMap(([, names = ""]) =>
    names.split(",").map((name) => name.trim().split(" as ").at(-1) ?? ""),
  );
  const names = [...new Set([...declared, ...listed])].filter((name) => name !== "");
  return `const same=(given)=>given;export{${names.map((name) => `same as ${name}`).join(",")}};`;
}
