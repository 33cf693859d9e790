/**
 * What the staff API answers on a busy morning, made from the real table: Monday 23 November 2026, 10:30 in Jakarta.
 * Builders take overrides; constants carry their meaning.
 */
import type { AgencyView } from "../../functions/contract/public.ts";
import type {
  CaseListView,
  CaseRow,
  CaseView,
  RegisterView,
  StaffFormsView,
  StaffMeView,
  TaskListView,
  TaskRow,
} from "../../functions/contract/staff.ts";
import type { FactView, HistoryView, OutcomeView, TimeView } from "../../functions/contract/shared.ts";
import type { ColumnsView, TaskView } from "../../functions/contract/decision.ts";
import { actorOf } from "../../statemachines/language/registry.ts";
import { actors } from "../../statemachines/language/actors.ts";
import type { FormContext } from "../../statemachines/form/check-form.ts";
import { officialVisit } from "../../statemachines/official-visit/sop.ts";
import type { Outcome, Step, Text } from "../../statemachines/language/vocabulary.ts";

export const sampleNow = "2026-11-23T03:30:00Z";
export const schoolCase = "KJG-2026-00045";

export const sampleAgency: AgencyView = {
  name: "Dinas Perpustakaan dan Kearsipan",
  government: "Pemerintah Kabupaten Contoh",
  mark: "KC",
  accent: { light: "#0f5c55", dark: "#5fc7b8" },
  zone: "Asia/Jakarta",
  phone: "(021) 555-0100",
  email: "layanan@contoh.example",
  address: "Jalan Pustaka 1, Contoh",
  privacyEmail: "privasi@contoh.example",
  complaints: "lapor.contoh.example",
  restored: null,
  signIn: { issuer: "http://issuer.example", clientId: "staff-app" },
  texts: {
    welcome: { id: "Ajukan permohonan dari ponsel, tanpa akun.", en: "Send a request from your phone." },
    notice: null,
    privacy: { id: "Anda berhak mendapat salinan data pribadi Anda.", en: "You have a right to a copy." },
  },
  procedures: [{ id: officialVisit.id, title: officialVisit.title, steps: 10, public: true }],
};

export const registrar: StaffMeView = {
  id: "sri",
  name: "Sri Wahyuni",
  email: "sri@contoh.example",
  roles: [{ id: "mail-registrar", title: actors["mail-registrar"].title }],
  administers: false,
  problems: 0,
  oversees: false,
  newEmail: null,
  dataRequests: null,
  reads: {
    everything: true,
    agreements: true,
    plans: true,
    register: true,
    surveys: true,
    readingRoom: true,
    log: false,
    serviceLevels: false,
  },
  worksWithCases: true,
};

/** Key and value under which the sign-in library keeps a signed-in person in the tab. */
export function storedUser(expiresAt: number, issuer = sampleAgency.signIn.issuer): { key: string; value: string } {
  return {
    key: `oidc.user:${issuer}:${sampleAgency.signIn.clientId}`,
    value: JSON.stringify({
      access_token: "sample-token",
      token_type: "Bearer",
      scope: "openid email profile",
      profile: { sub: "sri" },
      expires_at: expiresAt,
    }),
  };
}

const context: FormContext = {
  today: "2026-11-23",
  leadDays: 7,
  serviceHours: {
    "1": [["08:00", "15:00"]],
    "2": [["08:00", "15:00"]],
    "3": [["08:00", "15:00"]],
    "4": [["08:00", "15:00"]],
    "5": [["08:00", "11:00"]],
  },
  closedDays: [{ date: "2026-12-25", name: "Hari Raya Natal" }],
  exceptions: [],
  office: { serviceHours: {}, closedDays: [], exceptions: [] },
  districts: ["Contoh Utara", "Contoh Selatan"],
  vehicles: [],
};

function stepOf(id: string): Step {
  const step = officialVisit.steps.find((candidate) => candidate.id === id);
  if (!step) throw new Error(`the table has no step ${id}`);
  return step;
}

const minutesBeforeNow = (minutes: number) => new Date(Date.parse(sampleNow) - minutes * 60_000).toISOString();

function time(step: Step, used: number, standard: number, overrides: Partial<TimeView> = {}): TimeView {
  const share = used / standard;
  return {
    standard: step.time,
    openedAt: minutesBeforeNow(used),
    beginsAt: null,
    dueAt: minutesBeforeNow(used - standard),
    usedMinutes: used,
    standardMinutes: standard,
    share,
    status: share > 1 ? "late" : share > 0.8 ? "due-soon" : "on-time",
    outages: [],
    ...overrides,
  };
}

function row(stepId: string, overrides: Partial<TaskRow> & Pick<TaskRow, "case" | "subject" | "time">): TaskRow {
  const step = stepOf(stepId);
  return {
    task: `${stepId}-1`,
    title: step.activity,
    state: step.state,
    number: step.number,
    procedure: officialVisit.title,
    askedBy: actors["front-office-officer"].short,
    actor: actorOf(step.actor).short,
    mine: true,
    insteadOf: null,
    unattended: null,
    people: null,
    availableFrom: null,
    outsideSop: step.outsideSop !== undefined,
    ...overrides,
  };
}

const lateCheck = row("check-schedule", {
  case: "KJG-2026-00047",
  subject: "MTs Al-Hikmah",
  time: time(stepOf("check-schedule"), 34, 20),
});
const urgentReply = row("reply", {
  case: schoolCase,
  subject: "SMP Negeri 1 Contoh",
  askedBy: actors["library-division-head"].short,
  time: time(stepOf("reply"), 17, 20),
});
const freshLetter = row("register-letter", {
  case: "KJG-2026-00049",
  subject: "Dinas Pendidikan, Kepemudaan, dan Olahraga Kabupaten Contoh",
  time: time(stepOf("register-letter"), 0.4, 2),
});
const calmCheck = row("check-schedule", {
  case: "KJG-2026-00048",
  subject: "TK Pertiwi 3",
  time: time(stepOf("check-schedule"), 6, 20),
});
const guestBook = row("sign-guest-book", {
  case: "KJG-2026-00031",
  subject: "SDN 05 Contoh Utara",
  askedBy: actors["service-section-head"].short,
  availableFrom: "2026-11-25T01:00:00Z",
  time: time(stepOf("sign-guest-book"), 0, 5, { dueAt: null, usedMinutes: null, share: null, status: "unmeasured" }),
});
const visitorChoosing = row("choose-other-time", {
  case: "KJG-2026-00041",
  subject: "Komunitas Baca Lestari",
  askedBy: actors["mail-registrar"].short,
  time: time(stepOf("choose-other-time"), 480, 2250, { dueAt: "2026-11-30T09:00:00Z", status: "paused" }),
});

/** A whole list on one page. */
export function listOf(tasks: TaskRow[]): TaskListView {
  return {
    now: sampleNow,
    tasks,
    minutes: tasks.map(({ time: { standardMinutes, usedMinutes } }) => [usedMinutes, standardMinutes]),
    clockRuns: true,
    total: { count: tasks.length, more: false },
    late: tasks.filter(({ time: { status } }) => status === "late").length,
    next: null,
  };
}

export const myTasks = listOf([calmCheck, urgentReply, freshLetter, lateCheck, guestBook]);
export const waitingTasks = listOf([visitorChoosing]);
export const noTasks = listOf([]);

const facts: FactView[] = [
  { name: "institutionName", label: { id: "Instansi", en: "Institution" }, value: "SMP Negeri 1 Contoh" },
  {
    name: "date",
    label: { id: "Waktu kunjungan", en: "Time of the visit" },
    value: "Rabu, 2 Desember 2026, pukul 09.00-11.00 WIB",
  },
  { name: "headcount", label: { id: "Jumlah pengunjung", en: "Visitors" }, value: "40 orang" },
  {
    name: "purpose",
    label: { id: "Tujuan", en: "Purpose" },
    value: "Literasi: mengenal koleksi referensi dan cara menelusur katalog",
  },
  { name: "contactName", label: { id: "Narahubung", en: "Contact" }, value: "Budi Santoso, guru Bahasa Indonesia" },
  { name: "letter", label: { id: "Surat", en: "Letter" }, value: "421.3/118/SMPN1, 20 November 2026" },
];
const files = [{ id: "surat", name: "Surat permohonan.pdf", type: "application/pdf", size: 412_000 }];

function done(
  stepId: string,
  outcomeId: string,
  minutesAgo: number,
  overrides: Partial<HistoryView> = {},
): HistoryView {
  const step = stepOf(stepId);
  const outcome = step.outcomes.find(({ id }) => id === outcomeId);
  return {
    task: `${stepId}-1`,
    step: stepId,
    number: step.number,
    state: step.state,
    activity: step.activity,
    outcome: outcome ? { id: outcome.id, label: outcome.label } : null,
    by: { role: actorOf(step.actor).title, name: null },
    channel: "staff",
    openedAt: minutesBeforeNow(minutesAgo + 5),
    startedAt: null,
    minutes: null,
    decidedAt: minutesBeforeNow(minutesAgo),
    note: null,
    facts: [],
    outsideSop: false,
    files: [],
    late: false,
    outages: [],
    round: 1,
    ...overrides,
  };
}

const history: HistoryView[] = [
  done("request", "kirim", 130, {
    channel: "form",
    by: { role: actors["official-visitor"].title, name: "Budi Santoso" },
  }),
  done("receive", "terima", 129, { channel: "system" }),
  done("register-letter", "agendakan", 100, {
    by: { role: actors["mail-registrar"].title, name: "Sri Wahyuni" },
    facts: [{ name: "urgency", label: { id: "Sifat surat", en: "Urgency" }, value: "Biasa" }],
    late: true,
    outages: [{ from: minutesBeforeNow(125), to: minutesBeforeNow(105), minutes: 20, moved: false }],
  }),
  done("check-schedule", "lapor", 80, { by: { role: actors["mail-registrar"].title, name: "Sri Wahyuni" } }),
  done("recommend", "teruskan", 60, {
    by: { role: actors["service-section-head"].title, name: "Rina Kartika" },
    note: "Jadwal cocok, pendamping siap.",
  }),
  done("decide", "tidak", 17, {
    by: { role: actors["library-division-head"].title, name: "Hadi Nugroho" },
    channel: "link-device",
    note: "Ruang baca dipakai rapat dinas pada pagi itu. Tawarkan siang atau minggu berikutnya.",
  }),
];

const noteLabel: Text = { id: "Catatan", en: "Note" };

function outcomeView({ id, label, tone, note, noteLabel: named, outsideSop }: Outcome): OutcomeView {
  return {
    id,
    label,
    tone: tone ?? "yes",
    note: note ?? "optional",
    noteLabel: named ?? noteLabel,
    outsideSop: outsideSop !== undefined,
    anytime: officialVisit.anytime?.some((each) => each.id === id) ?? false,
    from: null,
  };
}

/** A task at a step of the table, with the outcomes given, or all that a person may choose. */
export function taskAt(
  stepId: string,
  outcomeIds: string[] | null = null,
  overrides: Partial<TaskView> = {},
): TaskView {
  const step = stepOf(stepId);
  const outcomes = [...step.outcomes, ...(officialVisit.anytime ?? [])].filter(({ onDeadline }) => !onDeadline);
  return {
    case: schoolCase,
    task: `${stepId}-1`,
    procedure: { id: officialVisit.id, title: officialVisit.title, sop: officialVisit.sop, steps: 10 },
    step: {
      id: step.id,
      number: step.number,
      state: step.state,
      activity: step.activity,
      kind: step.kind,
      outsideSop: step.outsideSop !== undefined,
      disposes: (step.fields ?? []).some((field) => field.disposes),
    },
    subject: "SMP Negeri 1 Contoh",
    asks: step.asks?.id ?? null,
    news: [],
    actor: actorOf(step.actor).title,
    takesOver: false,
    facts,
    decidedOn: 2,
    files,
    history,
    fields: step.fields ?? [],
    rules: step.rules ?? [],
    aids: {
      context,
      holds: 50,
      staff: {
        "companion-librarian": [
          { id: "dewi", name: "Dewi Lestari" },
          { id: "agus", name: "Agus Salim" },
        ],
      },
      slots: [
        { date: "2026-12-02", start: "13:00", end: "15:00" },
        { date: "2026-12-03", start: "09:00", end: "11:00" },
        { date: "2026-12-09", start: "09:00", end: "11:00" },
      ],
      cases: {},
      versions: {},
      schedule: null,
      notices: [],
      clashes: [],
      clashFields: [],
      readyTexts: [],
      prefill: {},
    },
    outcomes: outcomes
      .filter(({ id }) => outcomeIds === null || outcomeIds.includes(id))
      .map((outcome) => {
        const view = outcomeView(outcome);
        return { ...view, from: view.anytime ? null : (overrides.availableFrom ?? null) };
      }),
    time: time(step, 17, 20),
    startedAt: null,
    availableFrom: null,
    people: {
      holders: [{ id: "Siti Aminah (Agendaris)", en: "Siti Aminah (Registrar)" }],
      standIns: [],
      superiors: [{ id: "Dra. Sri Wahyuni (Kabid)", en: "Dra. Sri Wahyuni (Head)" }],
      mayHandOn: true,
      remind: null,
    },
    columns: columnsOfReply,
    ...overrides,
  };
}

const columnItem = { must: false, files: [], letters: [] };

/** One thing of each kind and state. */
const columnsOfReply: ColumnsView = {
  requires: [
    { ...columnItem, what: { id: "Surat permohonan", en: "Letter of request" }, state: "there", files },
    { ...columnItem, what: { id: "Lembar disposisi", en: "Disposition sheet" }, state: "recorded" },
    { ...columnItem, what: { id: "Notulensi rapat", en: "Minutes of the meeting" }, state: "missing" },
    { ...columnItem, what: { id: "Komputer", en: "Computer" }, state: "elsewhere" },
  ],
  produces: [
    {
      ...columnItem,
      what: { id: "Surat permintaan pergantian waktu", en: "Letter asking for another time" },
      state: "there",
      letters: ["Permintaan pergantian waktu kunjungan"],
    },
    { ...columnItem, what: { id: "Surat jawaban", en: "Reply letter" }, state: "coming", must: true },
  ],
};

/** The schedule check of a time that is taken, with another request waiting for it. */
export function busySchedule(): TaskView {
  const slot = { date: "2026-12-02", start: "09:00", end: "11:00" };
  const task = taskAt("check-schedule");
  const conflict = { case: "KJG-2026-00038", institution: "Universitas Contoh", slot, headcount: 35 };
  const schedule = {
    slot,
    fits: false,
    clash: true,
    room: null,
    rooms: [],
    capacity: 50,
    headcount: 40,
    sessions: 1,
    divides: false,
    proposal: [],
    conflicts: [{ ...conflict, state: "firm" as const }],
    competing: [{ ...conflict, case: "KJG-2026-00046", institution: "SMA Bina Bangsa", headcount: 28 }],
  };
  return { ...task, aids: { ...task.aids, schedule } };
}

/** The same in an agency with two rooms: the other one is free. */
export function twoRooms(): TaskView {
  const task = busySchedule();
  const { schedule } = task.aids;
  if (!schedule) throw new Error("no schedule");
  const rooms = [
    { name: "Ruang baca umum", capacity: 50, fits: false },
    { name: "Aula lantai 2", capacity: 120, fits: true },
  ];
  const other = { ...schedule, fits: true, clash: false, room: "Aula lantai 2", rooms, capacity: 120, conflicts: [] };
  const context = { ...task.aids.context, rooms: rooms.map(({ name }) => name) };
  return { ...task, aids: { ...task.aids, context, schedule: other, prefill: { room: "Aula lantai 2" } } };
}

function mark(step: Step): CaseView["steps"][number]["mark"] {
  if (step.id === "reply") return "current";
  return step.number !== null && step.number < 7 ? "done" : "ahead";
}

export const sampleCase: CaseView = {
  case: schoolCase,
  procedure: { id: officialVisit.id, title: officialVisit.title, sop: 4, version: 1 },
  subject: "SMP Negeri 1 Contoh",
  status: "DIPROSES",
  statusLabel: { id: "Sedang diproses", en: "In progress" },
  told: "Permohonan kunjungan kami terima, untuk Rabu, 2 Desember 2026, pukul 09.00-11.00 WIB",
  createdAt: minutesBeforeNow(130),
  endedAt: null,
  agendaNumber: "0147",
  agreementNumber: null,
  relatedOthers: [],
  relatedHidden: 0,
  related: [
    {
      case: "PKS-2026-00003",
      procedure: { id: "Pembuatan Surat Perjanjian Kerja Sama", en: "Cooperation agreement" },
      subject: "SMP Negeri 1 Contoh",
      statusLabel: { id: "Selesai", en: "Finished" },
      valid: { from: "2026-01-05", until: "2027-01-04" },
      renewal: { id: "Diperpanjang dengan nomor PKS-2026-00003", en: "Renewed by PKS-2026-00003" },
    },
  ],
  timeByUnit: [
    { unit: { id: "Dinas", en: "Agency" }, workingMinutes: 95, elapsedMinutes: 130, tasks: 5 },
    { unit: { id: "Pengunjung", en: "Visitor" }, workingMinutes: 10, elapsedMinutes: 15, tasks: 1 },
  ],
  facts,
  files,
  history: [...history, done("reply", "", 0, { decidedAt: null, outcome: null, channel: null })],
  mails: [
    {
      id: "m1",
      subject: `Permohonan ${schoolCase} kami terima`,
      to: "b•••@smpn1.example",
      state: "sent",
      at: minutesBeforeNow(129),
      addresses: [],
      whatsApp: null,
      text: "Yth. Bapak/Ibu Budi Santoso,\n\nSurat izin kunjungan Bapak/Ibu kami terima dan sedang diproses.",
    },
    {
      id: "m2",
      subject: "Mohon keputusan: SMP Negeri 1 Contoh",
      to: "k•••@contoh.example",
      state: "failed",
      at: minutesBeforeNow(60),
      addresses: [],
      whatsApp: null,
      text: "Mohon keputusan dan disposisi Bapak/Ibu.",
    },
  ],
  outside: {
    show: {
      url: "https://perpustakaan.test/lihat/KJG-2026-00001/abc",
      whatsApp: { text: "https://perpustakaan.test/lihat/KJG-2026-00001/abc", url: null },
    },
    revoked: 0,
    address: null,
  },
  steps: officialVisit.steps.map((step) => ({
    id: step.id,
    number: step.number,
    state: step.state,
    actor: actorOf(step.actor).title,
    actorShort: actorOf(step.actor).short,
    standard: step.time,
    kind: step.kind,
    mark: mark(step),
    outsideSop: step.outsideSop !== undefined,
  })),
  open: [urgentReply],
  problem: null,
  guestBook: null,
  renewable: false,
  changes: [],
  mayChange: [],
  contacts: "shown",
  privacy: null,
};

function caseRow(number: number, subject: string, overrides: Partial<CaseRow> = {}): CaseRow {
  return {
    case: `KJG-2026-000${number}`,
    procedure: officialVisit.title,
    subject,
    status: "DIPROSES",
    statusLabel: { id: "Sedang diproses", en: "In progress" },
    createdAt: minutesBeforeNow(130),
    endedAt: null,
    current: {
      ...{ state: stepOf("reply").state, number: 7, actor: actors["mail-registrar"].title, names: [] },
      ...{ dueAt: minutesBeforeNow(-3), late: false },
    },
    mayClose: false,
    ...overrides,
  };
}

export const openCases: CaseListView = {
  cases: [
    caseRow(49, "Dinas Pendidikan, Kepemudaan, dan Olahraga Kabupaten Contoh"),
    caseRow(47, "MTs Al-Hikmah"),
    caseRow(45, "SMP Negeri 1 Contoh"),
  ],
  total: { count: 4, more: false },
  next: "older",
  choices: {
    services: [{ id: officialVisit.id, title: officialVisit.title }],
    rows: [{ service: officialVisit.id, row: "reply", number: 7, state: stepOf("reply").state }],
    holders: [{ id: "mail-registrar", title: actors["mail-registrar"].title }],
  },
};
export const olderCases: CaseListView = {
  cases: [caseRow(31, "SDN 05 Contoh Utara")],
  total: null,
  next: null,
  choices: null,
};

export const sampleRegister: RegisterView = {
  year: 2026,
  total: 147,
  earlier: true,
  rows: [
    {
      number: 146,
      case: "KJG-2026-00044",
      receivedAt: "2026-11-20T02:10:00Z",
      letterNumber: "005/77/UC",
      letterDate: "2026-11-18",
      from: "Universitas Contoh",
      about: "Kunjungan studi arsip daerah",
      urgency: "Segera",
      forwardedTo: "Kepala Seksi Layanan, Otomasi dan Kerja Sama",
    },
    {
      number: 147,
      case: schoolCase,
      receivedAt: "2026-11-23T01:50:00Z",
      letterNumber: "421.3/118/SMPN1",
      letterDate: "2026-11-20",
      from: "SMP Negeri 1 Contoh",
      about: "Literasi: mengenal koleksi referensi dan cara menelusur katalog",
      urgency: "Biasa",
      forwardedTo: "Kepala Seksi Layanan, Otomasi dan Kerja Sama",
    },
  ],
};

export const sampleForms: StaffFormsView = {
  forms: [
    {
      procedure: officialVisit.id,
      title: officialVisit.title,
      sop: officialVisit.sop,
      activity: stepOf("request").activity,
    },
  ],
};
