/** What the CDK command line runs; the agency comes from `npm run deploy` or `npm run destroy`. */
import { agencyNamed } from "../agencies/index.ts";
import { bundleFunctions } from "./bundles.ts";
import { serviceOf } from "./service.ts";

serviceOf(agencyNamed(process.env["ALUR_AGENCY"] ?? ""), await bundleFunctions()).app.synth();
