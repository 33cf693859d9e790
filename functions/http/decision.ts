import { httpHandler, type Routes } from "../wiring/http.ts";
import { showGuestBookPage, storeGuestBookPage } from "./routes/guest-books.ts";
import { cancelCase, changeAsAsked, fetchLinkedFile, showDecision, decideByLink } from "./routes/links.ts";
import { showShown } from "./routes/shown.ts";
import { acceptProof, answerAddress, find, mailCode, mailCodeToFind } from "./routes/proofs.ts";

/** Mailed links: may resume a workflow, only for a person who proved to be the addressee. */
export const routes: Routes = {
  "GET /api/decisions/{link}": showDecision,
  "POST /api/decisions/{link}": decideByLink,
  "POST /api/decisions/{link}/code": mailCode,
  "POST /api/decisions/{link}/proof": acceptProof,
  "GET /api/decisions/{link}/files/{file}": fetchLinkedFile,
  "GET /api/shown/{case}/{link}": showShown,
  "GET /api/guest-books/{case}/{link}": showGuestBookPage,
  "POST /api/guest-books/{case}/{link}": storeGuestBookPage,
  "POST /api/found/code": mailCodeToFind,
  "POST /api/found/proof": find,
  "POST /api/tracking/{link}/code": mailCode,
  "POST /api/tracking/{link}/proof": acceptProof,
  "POST /api/tracking/{link}/address": answerAddress,
  "POST /api/tracking/{link}/change": changeAsAsked,
  "POST /api/tracking/{link}/cancel": cancelCase,
};

export const handler = httpHandler(routes);
