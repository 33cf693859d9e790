import type { guestBook as id } from "../id/guest-book.ts";

export const guestBook: typeof id = {
  title: "Guest book",
  of: (who) => `Guest book: ${who}`,
  sending: "Saving…",
  thanks: "The guest book is signed. Welcome.",
  signed: "This guest book is signed already. If something in it is wrong, please tell the desk.",
  over: "This guest book is not open. Please ask at the desk.",
  opens: (moment) => `The guest book opens ${moment}.`,
  notHere: "This guest book is not known",
  scanAgain: "Scan the QR code at the desk again.",
  code: {
    make: "Print the QR code of the guest book",
    lead: "Scan it with the camera of your phone to sign the guest book.",
    hint: "Put it on the desk on the day of the visit. The code opens the guest book of this visit and nothing else, and ends with the visit.",
    picture: "QR code of the guest book",
    print: "Print",
    none: "No guest book is open for this case, or it is not for your role.",
  },
};
