/** Items as `aws dynamodb scan` or `query` prints them. */
import type { AttributeValue } from "@aws-sdk/client-dynamodb";
import { unmarshall } from "@aws-sdk/util-dynamodb";
import * as z from "zod";
import { StartUpError } from "../host/start-up-error.ts";

const output = z.object({
  Items: z.array(
    z.record(
      z.string(),
      z.custom<AttributeValue>((value) => typeof value === "object" && value !== null),
    ),
  ),
});

/**
 * @param text one output, or several after each other as lines
 * @throws {StartUpError} where it is none
 */
export function itemsPrinted(text: string, file: string) {
  try {
    const outputs = z.array(output).parse(parts(text).map((part) => JSON.parse(part) as unknown));
    return outputs.flatMap(({ Items }) => Items.map((item) => unmarshall(item) as { pk: string; sk: string }));
  } catch (error) {
    throw new StartUpError(`${file} holds no items as "aws dynamodb scan --output json" prints them.`, {
      cause: error,
    });
  }
}

function parts(text: string): string[] {
  try {
    JSON.parse(text);
    return [text];
  } catch {
    return text.split("\n").filter((line) => line.trim() !== "");
  }
}
