/** An agency with other settings than the pattern's, wherever they may differ. */
import { contoh } from "../../infra/agencies/contoh.ts";
import type { AgencyConfig } from "../../infra/agencies/types.ts";

export const lain: AgencyConfig = {
  ...contoh,
  id: "lain",
  account: "444455556666",
  region: "ap-southeast-1",
  domain: "pustaka.lain.go.id",
  certificateArn: "arn:aws:acm:us-east-1:444455556666:certificate/11111111-1111-4111-8111-111111111111",
  hostedZone: { id: "Z0000000EXAMPLE", name: "lain.go.id" },
  sender: { name: "Perpustakaan Lain", address: "jawaban@lain.go.id" },
  signInPrefix: "pustaka-lain",
  alarmMail: "jaga@lain.go.id",
  requests: { perSecond: 5, burst: 10 },
  logDays: 30,
  settings: { ...contoh.settings, name: "Perpustakaan Lain", room: { name: "Aula", capacity: 120 } },
};
