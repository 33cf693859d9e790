/** A workflow on a database file of its own, for programs that need nothing else of the host. */
import path from "node:path";
import { databaseFile, openDatabase, type Sync } from "../../infra/local/host/database.ts";
import {
  openWorkflow,
  type Workflow,
  type WorkflowOptions,
} from "../../infra/local/emulators/step-functions/engine/workflow.ts";

export interface WorkflowFileOptions extends Omit<WorkflowOptions, "database"> {
  /** Folder of the file. */
  folder: string;
  sync?: Sync;
}

/** Opens both; closing the workflow closes the file. */
export async function openWorkflowFile({ folder, sync = "full", ...options }: WorkflowFileOptions): Promise<Workflow> {
  const database = openDatabase(path.join(folder, databaseFile), sync);
  try {
    const workflow = await openWorkflow({ ...options, database });
    let closing: Promise<void> | undefined;
    return { ...workflow, close: () => (closing ??= workflow.close().then(() => database.close())) };
  } catch (error) {
    await database.close();
    throw error;
  }
}
