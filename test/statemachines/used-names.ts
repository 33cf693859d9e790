/**
 * Literals that are used as the name of a field or the id of a row outside the tables. They are found by how they are
 * used: handed to a function whose parameter is a `FieldName` or `StepId`, taken from answers (`values["room"]`,
 * `const { room } = answer.values`), compared with a step, or kept in a constant of these types.
 */
import path from "node:path";
import ts from "typescript";

export interface Use {
  file: string;
  line: number;
  kind: "field" | "step";
  name: string;
}

type Kind = Use["kind"] | null;
/** Functions of a file by name: what kind of name each parameter takes. */
type Readers = Map<string, Kind[]>;

const kinds: Record<string, Use["kind"]> = { FieldName: "field", StepId: "step" };
/** What answers are kept in: as a variable, and as a property. */
const holders = new Set(["values", "answers", "prefill", "given"]);
const holdingProperties = new Set(["values", "answers", "prefill", "request"]);
const stepNames = new Set(["step", "stepId"]);

/**
 * @param sources texts by path; those for which `isScanned` holds are searched, the others only declare functions
 * @returns uses in the order of files and lines
 */
export function usesIn(sources: Map<string, string>, isScanned: (file: string) => boolean): Use[] {
  const trees = new Map([...sources].filter(([file]) => file.endsWith(".ts")).map((each) => [each[0], parse(...each)]));
  const readers = new Map([...trees].map(([file, tree]) => [file, readersIn(tree)]));
  return [...sources]
    .filter(([file]) => isScanned(file))
    .flatMap(([file, text]) => {
      const tree = trees.get(file);
      return tree ? usesInTree(file, tree, readers) : usesInMarkup(file, text);
    });
}

function parse(file: string, text: string): ts.SourceFile {
  return ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
}

function readersIn(tree: ts.SourceFile): Readers {
  const found: Readers = new Map();
  const visit = (node: ts.Node): void => {
    const made = ts.isVariableDeclaration(node) ? node.initializer : node;
    const isFunction = made && (ts.isFunctionDeclaration(made) || ts.isArrowFunction(made));
    const { name } = node as ts.FunctionDeclaration | ts.VariableDeclaration;
    if (isFunction && name && ts.isIdentifier(name)) {
      const taken = made.parameters.map(({ type }) => kindOf(type));
      if (taken.some((kind) => kind !== null)) found.set(name.text, taken);
    }
    ts.forEachChild(node, visit);
  };
  visit(tree);
  return found;
}

function kindOf(type: ts.TypeNode | undefined): Kind {
  if (!type) return null;
  if (ts.isUnionTypeNode(type)) return type.types.map(kindOf).find((kind) => kind !== null) ?? null;
  return (ts.isTypeReferenceNode(type) && kinds[type.typeName.getText()]) || null;
}

function usesInTree(file: string, tree: ts.SourceFile, readers: Map<string, Readers>): Use[] {
  const known = new Map([...importedReaders(file, tree, readers), ...(readers.get(file) ?? [])]);
  const found: Use[] = [];
  const note = (node: ts.Node | undefined, kind: Kind): void => {
    if (!node || kind === null || !(ts.isStringLiteralLike(node) || ts.isIdentifier(node))) return;
    found.push({ file, line: tree.getLineAndCharacterOfPosition(node.getStart()).line + 1, kind, name: node.text });
  };
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && ts.isIdentifier(node.expression)) {
      const taken = known.get(node.expression.text) ?? [];
      node.arguments.forEach((argument, index) => note(literal(argument), taken[index] ?? null));
    } else if (ts.isElementAccessExpression(node)) {
      note(literal(node.argumentExpression), holdsAnswers(node.expression) ? "field" : null);
    } else if (ts.isBinaryExpression(node) && comparisons.has(node.operatorToken.kind)) {
      note(literal(node.right), stepNames.has(lastName(node.left) ?? "") ? "step" : null);
    } else if (ts.isVariableDeclaration(node) && node.initializer) {
      note(literal(node.initializer), kindOf(node.type));
      if (ts.isObjectBindingPattern(node.name) && holdsAnswers(node.initializer)) {
        for (const { propertyName, name } of node.name.elements) note(propertyName ?? name, "field");
      }
    }
    ts.forEachChild(node, visit);
  };
  visit(tree);
  return found;
}

const comparisons = new Set([ts.SyntaxKind.EqualsEqualsEqualsToken, ts.SyntaxKind.ExclamationEqualsEqualsToken]);

function importedReaders(file: string, tree: ts.SourceFile, readers: Map<string, Readers>): [string, Kind[]][] {
  return tree.statements.filter(ts.isImportDeclaration).flatMap(({ importClause, moduleSpecifier }) => {
    const from = path.posix.join(path.posix.dirname(file), (moduleSpecifier as ts.StringLiteral).text);
    const names = importClause?.namedBindings;
    if (!names || !ts.isNamedImports(names)) return [];
    return names.elements.flatMap(({ name, propertyName }): [string, Kind[]][] => {
      const taken = readers.get(from)?.get((propertyName ?? name).text);
      return taken ? [[name.text, taken]] : [];
    });
  });
}

function literal(node: ts.Expression): ts.StringLiteralLike | undefined {
  return ts.isStringLiteralLike(node) ? node : undefined;
}

function holdsAnswers(node: ts.Expression): boolean {
  const bare = unwrapped(node);
  if (ts.isIdentifier(bare)) return holders.has(bare.text);
  return ts.isPropertyAccessExpression(bare) && holdingProperties.has(bare.name.text);
}

function lastName(node: ts.Expression): string | undefined {
  const bare = unwrapped(node);
  if (ts.isIdentifier(bare)) return bare.text;
  return ts.isPropertyAccessExpression(bare) ? bare.name.text : undefined;
}

/** Without what only speaks to the compiler, and without what stands in for nothing. */
function unwrapped(node: ts.Expression): ts.Expression {
  if (ts.isParenthesizedExpression(node) || ts.isAsExpression(node)) return unwrapped(node.expression);
  const isDefault = ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.QuestionQuestionToken;
  return isDefault ? unwrapped(node.left) : node;
}

/** Pages are read as text: there only answers are looked into. */
function usesInMarkup(file: string, text: string): Use[] {
  const taken = new RegExp(`\\b(?:${[...holders].join("|")})\\??\\.?\\[["'\`]([\\w-]+)["'\`]\\]`, "g");
  return text
    .split("\n")
    .flatMap((line, index) =>
      [...line.matchAll(taken)].map(([, name = ""]) => ({ file, line: index + 1, kind: "field" as const, name })),
    );
}
