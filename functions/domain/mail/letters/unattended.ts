/** What whoever is responsible is told of tasks for which nobody is there. */
import { rowOfTask } from "../../case/case-file.ts";
import { titleOf, type AgencySettings } from "../../agency.ts";
import type { TaskItem } from "../../case/records.ts";
import type { Letter } from "./letter.ts";

/** So many are named; the list in the application has them all. */
const namedAtMost = 20;

export function unattendedLetter(settings: AgencySettings, tasks: TaskItem[]): Letter {
  const lines = tasks.slice(0, namedAtMost).map((task) => lineOf(settings, task));
  const more = tasks.length - lines.length;
  const [first] = tasks;
  return {
    subject:
      tasks.length === 1 && first
        ? `Tugas tanpa petugas: ${first.subject} (${first.caseId})`
        : `${tasks.length} tugas tanpa petugas`,
    body: {
      paragraphs: [
        "Yth. Bapak/Ibu,",
        "Tidak ada petugas yang hadir dan berwenang untuk langkah berikut. Langkah ini menunggu, dan Bapak/Ibu tercatat sebagai penanggung jawabnya.",
        ...lines,
        ...(more > 0 ? [`Dan ${more} lagi, di daftar tugas bagian "Tanpa petugas".`] : []),
        "Mohon menghubungi yang bersangkutan, mencatat bahwa petugas sudah masuk kembali, atau menambahkan orang untuk peran tersebut.",
      ],
      buttons: [],
      closing: [settings.name],
    },
  };
}

function lineOf(settings: AgencySettings, task: TaskItem): string {
  const { actor, caseId, step, subject } = task;
  const state = rowOfTask(task)?.state ?? step;
  return `- ${caseId}, ${subject}: ${state} (${titleOf(settings, actor).id})`;
}
