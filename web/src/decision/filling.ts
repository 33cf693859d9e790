/**
 * Everything needed to fill something in. A decision that asks nothing but the tap opens without it; it is fetched
 * while the person reads.
 */
export { default as MoreAsked } from "./MoreAsked.svelte";
export { uploadsDone } from "../api/upload.svelte.ts";
export { answersFor, checkAnswers } from "../parts/answers.ts";
