/** `npm run agency -- init`: makes an agency in a data folder that has none, by questions or from a file. */
import type { StaffMember } from "../../../../functions/domain/agency.ts";
import { readAgencyFile } from "../../../agencies/agency-file.ts";
import { openOffice } from "../../host/agency-office.ts";
import { fileNamed, Refused, whenSeen, type Command, type Task } from "./command.ts";
import { openConversation } from "./conversation.ts";
import { missingRoles } from "../../../../functions/domain/administration/needed-roles.ts";
import { peopleIn } from "./people.ts";
import { askForAgency, type NewAgency } from "./questions.ts";
import { missingRoleLines, personLine } from "./words.ts";

export const init: Command = async (task) => {
  await refuseTaken(task.dataDir);
  const [file, ...more] = task.words;
  if (more.length > 0) throw new Refused("Sebutkan paling banyak satu berkas: npm run agency -- init instansi.json");
  const agency = file === undefined ? await asked(task) : await read(file, task);
  await make(agency, task);
};

/** Nothing is there to be overwritten, and the demo does not become real: its cases and numbers are made up. */
async function refuseTaken(dataDir: string): Promise<void> {
  const office = await openOffice(dataDir, { make: false });
  if (!office) return;
  try {
    const { settings, demo } = await office.read();
    if (!settings) return;
    const elsewhere = "Untuk instansi lain, pilih folder data baru: DATA_DIR=/path/baru npm run agency -- init";
    if (demo)
      throw new Refused(
        `Folder data ${dataDir} berisi instansi contoh; berkas dan nomornya rekaan, jadi tidak dapat dijadikan sungguhan.`,
        "Pilih folder data baru: DATA_DIR=/path/baru npm run agency -- init, dan jalankan layanan dengan DATA_DIR itu.",
      );
    throw new Refused(
      `Folder data ${dataDir} sudah berisi ${settings.name}, ${settings.government}.`,
      "Ubah dengan: npm run agency -- set, atau: npm run agency -- people.",
      elsewhere,
    );
  } finally {
    await office.close();
  }
}

async function asked({ peopleFile, terminal }: Task): Promise<NewAgency> {
  const conversation = openConversation(terminal.input, terminal.output);
  try {
    return await askForAgency(conversation, peopleFile);
  } finally {
    conversation.close();
  }
}

async function read(name: string, { peopleFile, say }: Task): Promise<NewAgency> {
  const agency = readAgencyFile((await fileNamed(name)).toString("utf8"));
  if (!agency.ok)
    throw new Refused(
      ...agency.problems.map((problem) => `${name}, ${problem}`),
      "Tidak ada yang disimpan. Perbaiki berkas, lalu ulangi.",
    );
  if (agency.forAws.length > 0) say(`Tidak dipakai pada satu komputer: ${agency.forAws.join(", ")}.`);
  const people: StaffMember[] = peopleFile
    ? (await peopleIn(peopleFile, agency.settings, agency.people)).merged.added
    : [];
  const everybody = [...agency.people, ...people];
  for (const person of everybody) say(`  ${personLine(person)}`);
  for (const line of missingRoleLines(missingRoles(agency.settings, everybody))) say(line);
  return { settings: agency.settings, people: everybody };
}

async function make({ settings, people }: NewAgency, { dataDir, say }: Task): Promise<void> {
  if (people.length === 0)
    throw new Refused(
      'Perlu paling sedikit satu orang, agar ada yang dapat masuk: isi "people" di berkas, atau tambahkan --people orang.csv',
    );
  const office = await openOffice(dataDir, { make: true });
  if (!office) throw new Refused(`Folder data ${dataDir} tidak dapat dibuat.`);
  try {
    const records = await office.read();
    if (records.settings || !(await office.write(records, { settings, people })))
      throw new Refused("Sementara itu instansi lain dibuat di folder data ini. Tidak ada yang ditulis.");
    say(`\n${settings.name}, ${settings.government}, ada di folder data ${dataDir}.`);
    say("Mereka masuk di /petugas dengan email masing-masing; kodenya dikirim ke email itu.");
    say(
      "Berikutnya: npm run agency -- people orang.csv, lalu npm start dengan DATA_DIR yang sama, PUBLIC_URL, dan SMTP_URL.",
    );
    say(whenSeen(office));
  } finally {
    await office.close();
  }
}
