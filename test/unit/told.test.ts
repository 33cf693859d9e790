/** What people outside are told of a case: the news come from the outcome and from who acted, the promise from its words. */
import { describe, expect, it } from "vitest";
import type { Dossier, OperationId, Values } from "../../functions/domain/case/records.ts";
import { makeChange } from "../../functions/domain/change/make-change.ts";
import { newsOf } from "../../functions/domain/told/news.ts";
import { promiseOf } from "../../functions/domain/told/promise.ts";
import { withdraw } from "../../functions/domain/task/withdraw.ts";
import { procedures } from "../../statemachines/language/registry.ts";
import { people } from "../support/builders.ts";
import { player, type Player } from "../support/player.ts";
import { agreementScript } from "../support/scripts/cooperation-agreement.ts";
import { stopScript } from "../support/scripts/mobile-library.ts";
import { anotherTime, proposedSlots, visitScript } from "../support/scripts/official-visit.ts";

const words = { style: { language: "id", zone: "Asia/Jakarta" }, staff: [] } as const;
const told = (dossier: Dossier): string[] => newsOf(dossier, { ...words, staff: [] }).map(({ text }) => text);

async function changed(work: Player, caseId: string, operation: OperationId, values: Values = {}): Promise<string[]> {
  const dossier = await work.dossier(caseId);
  const asked = { operation, seen: 0, reason: "Ruang baca dipakai.", values };
  await makeChange(work, dossier, people.sectionHead, asked);
  await work.flow.settle();
  return told(await work.dossier(caseId));
}

describe("the news of a case", () => {
  it("keep the time that was meant when something happened", async () => {
    const work = player(visitScript);
    const caseId = await work.caseAt("check-schedule", anotherTime);
    await work.playTo(caseId, "choose-other-time", anotherTime);
    await work.answerAsUsual(caseId, { outcome: "pilih", by: "requester", values: { slot: proposedSlots[0] } });
    const news = told(await work.dossier(caseId));
    expect(news).toEqual([
      "Permohonan kunjungan kami terima, untuk Rabu, 2 Desember 2026, pukul 09.00-11.00 WIB",
      "Kami mengusulkan waktu lain untuk kunjungan Anda",
      "Anda memilih Kamis, 3 Desember 2026, pukul 09.00-11.00 WIB",
    ]);
  });

  it("say who acted: the host, or staff who wrote down what the host said", async () => {
    const answered = async (by: string) => {
      const work = player(stopScript);
      const caseId = await work.caseAt("confirm");
      await work.answerAsUsual(caseId, {
        by,
        ...(by === "requester" ? {} : { channel: "phone", note: "Pak Surya: siap." }),
      });
      return told(await work.dossier(caseId)).at(-1);
    };
    const when = "Rabu, 9 Desember 2026, pukul 09.00-11.50 WIB, di SDN 2 Contoh";
    expect(await answered("requester")).toBe(`Anda siap menerima layanan keliling: ${when}`);
    expect(await answered(people.sectionHead.id)).toBe(`Layanan keliling dipastikan: ${when}`);
  });

  it("say at once that the requester has cancelled, and that the agency has", async () => {
    const work = player(visitScript);
    const [own, ours] = [await work.caseAt("decide"), await work.caseAt("decide")];
    await withdraw(work, await work.dossier(own), "Ujian dimajukan.", "link-device");
    expect(told(await work.dossier(own)).at(-1)).toBe("Anda membatalkan kunjungan ini");
    await work.flow.settle();
    expect(told(await work.dossier(own)).filter((text) => text.startsWith("Anda membatalkan"))).toHaveLength(1);
    expect((await changed(work, ours, "cancel")).at(-1)).toBe("Kunjungan ini kami batalkan");
  });

  it("name the time and the place of a signing, with its zone", async () => {
    const work = player(agreementScript);
    const news = told(await work.dossier(await work.caseAt("record-signing")));
    expect(news.at(-1)).toBe("Penandatanganan disepakati: Kamis, 3 Desember 2026, pukul 10.00 WIB, di Aula dinas");
  });
});

describe("the promise of an answer", () => {
  it("holds until its time, is kept by the reply, and nobody promises what nobody wrote", async () => {
    const work = player(visitScript);
    const caseId = await work.caseAt("reply");
    const settings = await work.agencies.settings();
    const promised = async (now: string) => promiseOf(settings, await work.dossier(caseId), now);
    const [early, late] = ["2026-11-24T02:00:00Z", "2026-11-30T02:00:00Z"];
    expect([(await promised(early))?.holds, (await promised(late))?.holds]).toEqual([true, false]);
    await work.answerAsUsual(caseId);
    expect(await promised(late)).toMatchObject({ holds: true, keptAt: expect.stringMatching(/^2026-11-23/) });
    const agreement = player(agreementScript);
    expect(promiseOf(settings, await agreement.dossier(await agreement.caseAt("draft")), early)).toBeNull();
  });
});

it("every row that people outside wait at has words for them", () => {
  const silent = procedures
    .filter(({ contact }) => contact.email)
    .flatMap(({ id, steps }) =>
      steps
        .filter(({ asks, kind, meanwhile }) => kind !== "entry" && kind !== "automatic" && !asks && !meanwhile)
        .map((step) => `${id}/${step.id}`),
    );
  expect(silent).toEqual(["mobile-library/return"]);
});
