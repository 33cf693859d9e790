/** The route of the link that is printed on papers. */
import { openPaperLink } from "../../domain/access/paper-link.ts";
import type { AgencySettings } from "../../domain/agency.ts";
import { Refusal } from "../../domain/refusal.ts";
import type { RouteHandler } from "../../wiring/http.ts";
import { issuedPaperView } from "../views/issued-paper-view.ts";

export const showIssuedPaper: RouteHandler = async ({ parameters }, dependencies) => {
  const settings = await dependencies.agencies.settings();
  const found = await openPaperLink(dependencies, parameters["case"] ?? "", parameters["link"] ?? "");
  if (!found) throw unknownPaper(settings);
  return { body: issuedPaperView(found.dossier, found.paper, settings.calendar.zone) };
};

function unknownPaper({ phone }: AgencySettings): Refusal {
  return new Refusal("unknown", {
    id: `Kami tidak menerbitkan dokumen dengan kode QR ini. Pindai sekali lagi; bila tetap begini, jangan pakai dokumennya sebelum menanyakannya kepada kantor kami di nomor ${phone}.`,
    en: `We have issued no document with this QR code. Scan it once more; if this stays, do not rely on the document before you have asked our office at ${phone}.`,
  });
}
