/** The service as `npm start` runs it, under a name of its own among the processes of the machine. */
import "../../infra/local/host/main.ts";
