declare module "asl-validator" {
  /** Writes into the definition it is given. */
  export default function validate(
    definition: unknown,
    options: { checkPaths: boolean; checkArn: boolean },
  ): { isValid: boolean; errorsText: () => string };
}
