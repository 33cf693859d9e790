/** How was it? Asked once, at the end of a service. */
import { serviceName } from "../../../../statemachines/language/table.ts";
import { procedureOfCase } from "../../case/case-file.ts";
import { closing, salutation, styleOf, type LetterWriter } from "./letter.ts";

export const surveyInvited: LetterWriter = (context) => {
  const { dossier, settings } = context;
  const { language } = styleOf(context);
  const title = serviceName(procedureOfCase(dossier.case))[language];
  if (language === "en") {
    return {
      subject: `How was our service? (${dossier.case.id})`,
      body: {
        paragraphs: [
          salutation(context),
          `Thank you for using our service (${title}). Please tell us in two minutes how it was. We store your answers without your name and without the number of your request.`,
        ],
        buttons: [{ label: "Answer the survey", link: "survey" }],
        closing: closing(settings, language),
      },
    };
  }
  return {
    subject: `Bagaimana layanan kami? (${dossier.case.id})`,
    body: {
      paragraphs: [
        salutation(context),
        `Terima kasih telah menggunakan layanan kami (${title}). Mohon kesediaan Bapak/Ibu mengisi survei kepuasan, sekitar dua menit. Jawaban disimpan tanpa nama dan tanpa nomor berkas.`,
      ],
      buttons: [{ label: "Isi survei kepuasan", link: "survey" }],
      closing: closing(settings, language),
    },
  };
};
