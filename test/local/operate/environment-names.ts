/** Which environment variables the sources read or set, found in their syntax. */
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import ts from "typescript";

const name = /^[A-Z][A-Z0-9_]+$/;
/** What holds an environment: `process.env`, or what was handed on of it. */
const environment = /(^|\.)(env|environment|exportTo)$/;

/** Names in all TypeScript files under these folders, in order. */
export function environmentNamesIn(folders: string[]): string[] {
  const files = folders.flatMap((folder) =>
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && entry.name.endsWith(".ts"))
      .map((entry) => path.join(entry.parentPath, entry.name)),
  );
  return [...new Set(files.flatMap((file) => environmentNames(readFileSync(file, "utf8"))))].toSorted();
}

/** Names in one source. */
export function environmentNames(source: string): string[] {
  const file = ts.createSourceFile("source.ts", source, ts.ScriptTarget.Latest, true);
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    found.push(...namesAt(node, file).filter((each) => name.test(each)));
    node.forEachChild(visit);
  };
  visit(file);
  return found;
}

function namesAt(node: ts.Node, file: ts.SourceFile): string[] {
  const isEnvironment = (each: ts.Node): boolean => environment.test(each.getText(file));
  if (ts.isElementAccessExpression(node) && isEnvironment(node.expression)) {
    const { argumentExpression: key } = node;
    // `for (const name of ["A", "B"]) delete process.env[name]`
    if (ts.isIdentifier(key)) return loopedOver(node);
    return ts.isStringLiteral(key) ? [key.text] : [];
  }
  if (ts.isPropertyAccessExpression(node) && isEnvironment(node.expression)) return [node.name.text];
  if (ts.isBindingElement(node) && !node.dotDotDotToken) return [(node.propertyName ?? node.name).getText(file)];
  if (ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.InKeyword && isEnvironment(node.right))
    return ts.isStringLiteral(node.left) ? [node.left.text] : [];
  if (ts.isObjectLiteralExpression(node) && isForEnvironment(node, isEnvironment)) return keysOf(node, file);
  if (ts.isCallExpression(node) && node.expression.getText(file) === "variable")
    return node.arguments.flatMap((each) => (ts.isStringLiteral(each) ? [each.text] : []));
  return [];
}

/** `{ ...process.env, NAME: value }`, `Object.assign(process.env, { NAME: value })` */
function isForEnvironment(node: ts.ObjectLiteralExpression, isEnvironment: (each: ts.Node) => boolean): boolean {
  const spreads = node.properties.some((each) => ts.isSpreadAssignment(each) && isEnvironment(each.expression));
  const { parent } = node;
  return spreads || (ts.isCallExpression(parent) && parent.arguments.some(isEnvironment));
}

function keysOf(node: ts.ObjectLiteralExpression, file: ts.SourceFile): string[] {
  return node.properties.flatMap((each) => (each.name ? [each.name.getText(file)] : []));
}

function loopedOver(node: ts.Node): string[] {
  for (let each = node.parent; !ts.isSourceFile(each); each = each.parent) {
    if (!ts.isForOfStatement(each)) continue;
    return ts.isArrayLiteralExpression(each.expression)
      ? each.expression.elements.flatMap((element) => (ts.isStringLiteral(element) ? [element.text] : []))
      : [];
  }
  return [];
}
