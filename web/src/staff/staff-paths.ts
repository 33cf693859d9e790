/** Pages of the staff app by their address below `/petugas`. */
export type StaffRoute =
  | { page: "inbox" }
  | { page: "cases" }
  | { page: "case"; id: string }
  | { page: "change"; id: string }
  | { page: "task"; id: string; task: string }
  | { page: "register" }
  | { page: "outgoing" }
  | { page: "reading" }
  | { page: "kiosk"; rates: string | null }
  | { page: "recaps"; month: string | null }
  | { page: "plan" }
  | { page: "agreements" }
  | { page: "restoration" }
  | { page: "readings" }
  | { page: "service-levels" }
  | { page: "substitutes" }
  | { page: "privacy" }
  | { page: "privacy-request"; number: string }
  | { page: "incidents" }
  | { page: "incident"; number: string }
  | { page: "administration"; section: AdministrationSection; item: string | null }
  | { page: "devices" }
  | { page: "unconfirmed" }
  | { page: "begin" }
  | { page: "begin-one"; procedure: string }
  | { page: "sheets"; procedure: string | null }
  | { page: "guest-book-code"; id: string }
  | { page: "signed-in" }
  | { page: "signed-out" }
  | { page: "not-found" };

/** Pages of whoever looks after the service, by their address below `/petugas/administrasi`. */
export const administrationSections = { home: "", people: "orang", settings: "pengaturan", log: "catatan" } as const;

export type AdministrationSection = keyof typeof administrationSections;

const encode = encodeURIComponent;

/** Whole addresses, for links. */
export const staffPaths = {
  inbox: () => "/petugas",
  cases: () => "/petugas/berkas",
  case: (id: string) => `/petugas/berkas/${encode(id)}`,
  /** `way`: id of the change that is chosen already. */
  change: (id: string, way?: string) =>
    `/petugas/berkas/${encode(id)}/perubahan${way === undefined ? "" : `?cara=${encode(way)}`}`,
  guestBookCode: (id: string) => `/petugas/berkas/${encode(id)}/buku-tamu`,
  task: (id: string, task: string) => `/petugas/tugas/${encode(id)}/${encode(task)}`,
  register: () => "/petugas/agenda",
  outgoing: () => "/petugas/surat-keluar",
  reading: () => "/petugas/ruang-baca",
  /** `rates`: number of the reader to whom the kiosk is handed for the survey. */
  kiosk: (rates?: string) => `/petugas/ruang-baca/kios${rates === undefined ? "" : `/${encode(rates)}`}`,
  recaps: (month?: string) => `/petugas/ruang-baca/rekap${month === undefined ? "" : `/${encode(month)}`}`,
  plan: () => "/petugas/rencana",
  agreements: () => "/petugas/perjanjian",
  restoration: () => "/petugas/pemulihan",
  /** Who read what, of a case where one is given. */
  readings: (id?: string) => `/petugas/pembaca${id === undefined ? "" : `?berkas=${encode(id)}`}`,
  serviceLevels: () => "/petugas/mutu-layanan",
  /** Who holds which post for another. */
  substitutes: () => "/petugas/pengganti",
  privacy: () => "/petugas/data-pribadi",
  privacyRequest: (number: string) => `/petugas/data-pribadi/${encode(number)}`,
  incidents: () => "/petugas/data-pribadi/insiden",
  incident: (number: string) => `/petugas/data-pribadi/insiden/${encode(number)}`,
  /** `item`: id of somebody, or of a section of the settings. */
  administration: (section: AdministrationSection = "home", item?: string) =>
    ["/petugas/administrasi", administrationSections[section], item === undefined ? "" : encode(item)]
      .filter((part) => part !== "")
      .join("/"),
  devices: () => "/petugas/perangkat",
  unconfirmed: () => "/petugas/belum-terkonfirmasi",
  begin: () => "/petugas/berkas-baru",
  /** Sheets of paper, of one service where one is given. */
  sheets: (procedure?: string) => `/petugas/lembar-kertas${procedure === undefined ? "" : `/${encode(procedure)}`}`,
  /** `from`: number of the case from which the form is filled in. */
  beginOne: (procedure: string, from?: string) =>
    `/petugas/berkas-baru/${encode(procedure)}${from === undefined ? "" : `?dari=${encode(from)}`}`,
};

/** Addresses of the API behind the pages. */
export const staffApi = {
  tasks: (scope: string, words = "", after: string | null = null) =>
    `/api/staff/tasks?scope=${scope}${words === "" ? "" : `&words=${encode(words)}`}${after === null ? "" : `&after=${encode(after)}`}`,
  task: (id: string, task: string) => `/api/staff/tasks/${encode(id)}/${encode(task)}`,
  letter: (procedure: string) => `/api/staff/forms/${encode(procedure)}/letter`,
  clashes: (id: string, task: string) => `/api/staff/tasks/${encode(id)}/${encode(task)}/clashes`,
  /** What is empty or false in a query is not asked for. */
  cases: (query: Record<string, string | boolean | null>) => {
    const asked = Object.entries(query).filter(([name, value]) => name === "open" || value);
    return `/api/staff/cases?${new URLSearchParams(asked.map(([name, value]) => [name, String(value)])).toString()}`;
  },
  /** `contacts`: phone numbers and addresses are asked for, where they are masked. */
  case: (id: string, contacts = false) => `/api/staff/cases/${encode(id)}${contacts ? "?contacts=show" : ""}`,
  readings: (of: { case?: string; person?: string }, before: string | null = null) =>
    `/api/staff/readings?${new URLSearchParams({ ...of, ...(before === null ? {} : { before }) }).toString()}`,
  serviceLevels: (period: string) => `/api/staff/service-levels?period=${encode(period)}`,
  serviceLevelsExport: (period: string, as: string) =>
    `/api/staff/service-levels/export?period=${encode(period)}&as=${as}`,
  changes: (id: string) => `/api/staff/cases/${encode(id)}/changes`,
  manyChanges: () => "/api/staff/changes",
  closedDays: () => "/api/staff/closed-days",
  linkAgain: (id: string) => `/api/staff/cases/${encode(id)}/link`,
  revokeLink: (id: string) => `/api/staff/cases/${encode(id)}/shown/revoke`,
  survey: (number: string) => `/api/staff/reading/surveys/${encode(number)}`,
  surveys: (year: number) => `/api/staff/surveys/${year}`,
  file: (id: string, file: string) => `/api/staff/cases/${encode(id)}/files/${encode(file)}`,
  remind: (id: string, task: string) => `/api/staff/tasks/${encode(id)}/${encode(task)}/remind`,
  start: (id: string, task: string) => `/api/staff/tasks/${encode(id)}/${encode(task)}/start`,
  substitutions: () => "/api/staff/substitutions",
  substitutionEnd: () => "/api/staff/substitutions/end",
  substitutionLetter: (post: string, number: number) => `/api/staff/substitutions/${encode(post)}/${number}/letter`,
  deputy: () => "/api/staff/deputy",
  deputySwitch: () => "/api/staff/deputy/switch",
  forms: () => "/api/staff/forms",
  sheets: () => "/api/staff/sheets",
  form: (procedure: string, from: string | null = null) =>
    `/api/staff/forms/${encode(procedure)}${from === null ? "" : `?from=${encode(from)}`}`,
  begin: () => "/api/staff/cases",
  agreements: (after: string | null) => `/api/staff/agreements${after === null ? "" : `?after=${encode(after)}`}`,
  plan: (month: string) => `/api/staff/plans/${month}`,
  dispositions: () => "/api/staff/dispositions",
  privacy: (open: boolean, after: string | null = null) => `/api/staff/personal-data?${listed(open, after)}`,
  privacyRequests: () => "/api/staff/personal-data/requests",
  privacyRequest: (number: string) => `/api/staff/personal-data/requests/${encode(number)}`,
  privacyCopy: (number: string, as: string) => `/api/staff/personal-data/requests/${encode(number)}/copy?as=${as}`,
  findPerson: () => "/api/staff/personal-data/find",
  incidents: (open: boolean, after: string | null = null) =>
    `/api/staff/personal-data/incidents?${listed(open, after)}`,
  newIncident: () => "/api/staff/personal-data/incidents",
  incident: (number: string) => `/api/staff/personal-data/incidents/${encode(number)}`,
  incidentEntries: (number: string) => `/api/staff/personal-data/incidents/${encode(number)}/entries`,
  incidentRegister: () => "/api/staff/personal-data/incident-register",
  administrationEntries: (before: string | null = null, about: { kind: string; id: string } | null = null) =>
    `/api/staff/administration/entries?${new URLSearchParams({ ...about, ...(before === null ? {} : { before }) }).toString()}`,
  people: () => "/api/staff/administration/people",
  person: (id: string) => `/api/staff/administration/people/${encode(id)}`,
  standing: (id: string) => `/api/staff/administration/people/${encode(id)}/standing`,
  invitation: (id: string) => `/api/staff/administration/people/${encode(id)}/invitation`,
  peopleFile: () => "/api/staff/administration/people-file",
  settings: () => "/api/staff/administration/settings",
  settingsSection: (section: string) => `/api/staff/administration/settings/${encode(section)}`,
  holidays: () => "/api/staff/administration/holidays",
  devices: () => "/api/staff/devices",
  unconfirmed: () => "/api/staff/unconfirmed",
  called: (id: string, how: "confirm" | "drop") => `/api/staff/unconfirmed/${encode(id)}/${how}`,
  endDevice: () => "/api/staff/devices/end",
  address: () => "/api/staff/address",
  addresses: () => "/api/staff/addresses",
  vouch: (member: string) => `/api/staff/addresses/${encode(member)}`,
  restoration: () => "/api/staff/restoration",
  restorationMails: () => "/api/staff/restoration/mails",
  restorationEnd: () => "/api/staff/restoration/end",
  register: (year: number, before: number | null) =>
    `/api/staff/register/${year}${before === null ? "" : `?before=${before}`}`,
  registerExport: (year: number, as: string) => `/api/staff/register/${year}/export?as=${as}`,
  outgoing: ({ year, ...part }: OutgoingPart, before: number | null = null) =>
    `/api/staff/outgoing/${year}${queryOf({ ...part, before: before === null ? "" : String(before) })}`,
  outgoingExport: ({ year, ...part }: OutgoingPart, as: string) =>
    `/api/staff/outgoing/${year}/export${queryOf({ ...part, as })}`,
  paper: (id: string, paper: string) => `/api/staff/papers/${encode(id)}/${encode(paper)}`,
  casePapers: (id: string) => `/api/staff/cases/${encode(id)}/papers`,
  reading: () => "/api/staff/reading",
  guestBooks: () => "/api/staff/reading/guest-books",
  guestBookAt: (id: string) => `/api/staff/reading/guest-books/${encode(id)}`,
  guestBook: () => "/api/staff/reading/guest-book",
  recaps: (month: string) => `/api/staff/reading/recaps/${encode(month)}`,
  recapExport: (month: string, as: string) => `/api/staff/reading/recaps/${encode(month)}/export?as=${as}`,
  readingDay: (date: string) => `/api/staff/reading/days/${encode(date)}`,
  paperDay: (date: string) => `/api/staff/reading/days/${encode(date)}/paper`,
};

/** What of the register of outgoing letters is asked for; an empty month or empty words narrow nothing. */
interface OutgoingPart {
  year: number;
  month: string;
  words: string;
}

/** What is empty is not asked for. */
function queryOf(given: Record<string, string>): string {
  const query = new URLSearchParams(Object.entries(given).filter(([, value]) => value !== "")).toString();
  return query === "" ? "" : `?${query}`;
}

function listed(open: boolean, after: string | null): string {
  return `open=${open}${after === null ? "" : `&after=${encode(after)}`}`;
}

/** Reads a path below `/petugas`; a leading `/petugas` is accepted too. */
export function staffRoute(path: string): StaffRoute {
  const [first, second, third, ...rest] = path
    .replace(/^\/petugas(?=\/|$)/, "")
    .split("/")
    .filter(Boolean)
    .map(decode);
  if (rest.length > 0) return { page: "not-found" };
  if (first === undefined) return { page: "inbox" };
  if (first === "tugas" && second && third) return { page: "task", id: second, task: third };
  if (first === "ruang-baca" && second === "kios") return { page: "kiosk", rates: third ?? null };
  if (first === "ruang-baca" && second === "rekap") return { page: "recaps", month: third ?? null };
  if (first === "berkas" && second && third === "perubahan") return { page: "change", id: second };
  if (first === "berkas" && second && third === "buku-tamu") return { page: "guest-book-code", id: second };
  if (first === "data-pribadi" && second === "insiden")
    return third === undefined ? { page: "incidents" } : { page: "incident", number: third };
  if (first === "administrasi") {
    const found = Object.entries(administrationSections).find(([, path]) => path === (second ?? ""));
    if (!found) return { page: "not-found" };
    return { page: "administration", section: found[0] as AdministrationSection, item: third ?? null };
  }
  if (third !== undefined) return { page: "not-found" };
  if (first === "data-pribadi")
    return second === undefined ? { page: "privacy" } : { page: "privacy-request", number: second };
  if (first === "berkas-baru") return second ? { page: "begin-one", procedure: second } : { page: "begin" };
  if (first === "lembar-kertas") return { page: "sheets", procedure: second ?? null };
  if (first === "berkas") return second ? { page: "case", id: second } : { page: "cases" };
  if (second !== undefined) return { page: "not-found" };
  if (first === "ruang-baca") return { page: "reading" };
  if (first === "agenda") return { page: "register" };
  if (first === "surat-keluar") return { page: "outgoing" };
  if (first === "pemulihan") return { page: "restoration" };
  if (first === "pengganti") return { page: "substitutes" };
  if (first === "pembaca") return { page: "readings" };
  if (first === "mutu-layanan") return { page: "service-levels" };
  if (first === "perangkat") return { page: "devices" };
  if (first === "belum-terkonfirmasi") return { page: "unconfirmed" };
  if (first === "rencana") return { page: "plan" };
  if (first === "perjanjian") return { page: "agreements" };
  if (first === "masuk") return { page: "signed-in" };
  if (first === "keluar") return { page: "signed-out" };
  return { page: "not-found" };
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
