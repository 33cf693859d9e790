import { fileURLToPath } from "node:url";

/** Files of the faces of Tinos, which is as wide as Times, letter by letter. A bundle has copies beside it (`infra/aws/bundles.ts`). */
export const faces = {
  normal: fileURLToPath(import.meta.resolve("@expo-google-fonts/tinos/400Regular/Tinos_400Regular.ttf")),
  bold: fileURLToPath(import.meta.resolve("@expo-google-fonts/tinos/700Bold/Tinos_700Bold.ttf")),
  italics: fileURLToPath(import.meta.resolve("@expo-google-fonts/tinos/400Regular_Italic/Tinos_400Regular_Italic.ttf")),
  bolditalics: fileURLToPath(import.meta.resolve("@expo-google-fonts/tinos/700Bold_Italic/Tinos_700Bold_Italic.ttf")),
};
