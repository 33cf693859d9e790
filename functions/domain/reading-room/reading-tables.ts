/** The tables behind the reading room, found by what they say of themselves (`Procedure.reading`), and what is counted. */
import { currentProcedures, UnknownProcedureError } from "../../../statemachines/language/registry.ts";
import { fieldsOf } from "../../../statemachines/language/table.ts";
import type {
  Field,
  FieldName,
  Option,
  Procedure,
  ReaderFields,
  ReadingPart,
} from "../../../statemachines/language/vocabulary.ts";

/**
 * The table that does this in the reading room, in the version that new cases start with.
 *
 * @throws {UnknownProcedureError} where the agency has none
 */
export function readingTable(part: ReadingPart["part"]): Procedure {
  const found = currentProcedures().find(({ reading }) => reading?.part === part);
  if (!found) throw new UnknownProcedureError(`(reading: ${part})`, null);
  return found;
}

/**
 * Where a table asks what the recap book counts.
 *
 * @throws {UnknownProcedureError} for a table that serves no readers
 */
export function readersOf({ id, version, reading }: Procedure): ReaderFields {
  if (reading?.part !== "visit") throw new UnknownProcedureError(`${id} (with readers)`, version);
  return reading.readers;
}

/** The classes in which a field counts. */
export function classesOf(procedure: Procedure, field: FieldName): Option[] {
  return fieldsOf(procedure).find(({ name }) => name === field)?.options ?? [];
}

/** Sexes and classes of books, in the order of the table. */
export function mainClasses(): { sexes: Option[]; books: Option[] } {
  const visit = readingTable("visit");
  const { sex, books } = readersOf(visit);
  return { sexes: classesOf(visit, sex.field), books: classesOf(visit, books) };
}

/** The fields of a report that hold figures. */
export function figureFields(): Field[] {
  return fieldsOf(readingTable("report")).filter((field) => field.computed);
}
