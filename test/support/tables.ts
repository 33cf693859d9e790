/** Tests run by the agency's tables, as the service does (see `vitest.config.ts`). */
import "../../statemachines/index.ts";
