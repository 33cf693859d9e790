/** A letter that is a paper: numbered, drawn and kept before it goes out, and sent as exactly that file. */
import { expect, it } from "vitest";
import { requesterEmail } from "../support/builders.ts";
import { player } from "../support/player.ts";
import { visitScript } from "../support/scripts/official-visit.ts";

it("the reply to a visit is a paper with number, addressee and who decided; the mail brings that very file", async () => {
  const work = player(visitScript);
  const caseId = await work.caseAt("accept-companionship");
  const dossier = await work.cases.dossier(caseId);
  const [paper] = dossier?.papers ?? [];
  expect(paper).toMatchObject({ kind: "reply-letter", number: { year: 2026, number: 1 }, issued: { pages: 1 } });
  expect(paper?.sheet.reference.find(([label]) => label === "Hal")).toEqual(["Hal", "Jawaban Permohonan Kunjungan"]);
  expect(paper?.sheet.remarks.join()).toContain("tanpa tanda tangan");
  const mail = work.mailer.to(requesterEmail).findLast(({ attachments }) => attachments !== undefined);
  const [attached] = mail?.attachments ?? [];
  expect(attached?.name).toBe(`Surat jawaban ${caseId}.pdf`);
  expect(new TextDecoder().decode(attached?.bytes)).toContain("000.4/1/DISPUSIP/2026");
  expect(mail?.text).toContain("Surat ini kami lampirkan dalam bentuk PDF.");
  const [line] = await work.registers.list("outgoing", 2026);
  expect(line?.line).toMatchObject({ printed: "000.4/1/DISPUSIP/2026", kind: "reply-letter" });
});
