import validate from "asl-validator";
import { describe, expect, test } from "vitest";
import type { JsonObject } from "../../../infra/local/emulators/step-functions/language/json.ts";
import { prepareMachine } from "../../../infra/local/emulators/step-functions/language/prepare.ts";
import { callsWork, definition, waitsForAnswer } from "./machines.ts";

const pass: JsonObject = { Type: "Pass", End: true };

function errors(text: string): string[] {
  return prepareMachine(text)
    .diagnostics.filter(({ severity }) => severity === "ERROR")
    .map(({ location, message }) => `${location} ${message}`);
}

describe("whatever the reducer would not carry out to the letter is refused, with the construct and its place", () => {
  const refused: [string, string, RegExp][] = [
    [
      "Map",
      definition("A", { A: { Type: "Map", Items: [], ItemProcessor: {}, End: true } }),
      /\/States\/A State type Map/,
    ],
    [
      "Parallel",
      definition("A", { A: { Type: "Parallel", Branches: [], End: true } }),
      /\/States\/A State type Parallel/,
    ],
    ["JSONPath", JSON.stringify({ StartAt: "A", States: { A: pass } }), /\/States\/A QueryLanguage JSONPath/],
    [
      "a field of JSONPath",
      definition("A", { A: { ...pass, ResultPath: "$" } }),
      /\/States\/A\/ResultPath Field ResultPath/,
    ],
    ["an unknown field", definition("A", { A: { ...pass, Colour: 1 } }), /\/States\/A\/Colour/],
    ["an unknown field at the top", definition("A", { A: pass }, { Nice: 1 }), /\/Nice/],
    [
      "an unknown field in Retry",
      definition("A", { A: callsWork({ Retry: [{ ErrorEquals: ["X"], Max: 1 }], End: true }) }),
      /Retry\[0\]\/Max/,
    ],
    ["Credentials", definition("A", { A: callsWork({ Credentials: {}, End: true }) }), /Credentials/],
    [
      "another integration",
      definition("A", { A: { Type: "Task", Resource: "arn:aws:states:::sqs:sendMessage", End: true } }),
      /sqs:sendMessage/,
    ],
    [
      "an asynchronous call",
      definition("A", { A: callsWork({ Arguments: { FunctionName: "f", InvocationType: "Event" }, End: true }) }),
      /InvocationType/,
    ],
    [
      "an expression that does not parse",
      definition("A", { A: { ...pass, Output: "{% ( %}" } }),
      /\/States\/A\/Output/,
    ],
    ["$eval", definition("A", { A: { ...pass, Output: "{% $eval('1') %}" } }), /\$eval/],
    ["a name without $states", definition("A", { A: { ...pass, Output: "{% input.x %}" } }), /'input'/],
    ["$ at the top level", definition("A", { A: { ...pass, Output: "{% $.x %}" } }), /'\$'/],
    ["a missing target", definition("A", { A: { Type: "Pass", Next: "B" } }), /Missing 'Next' target: B/],
    ["an unreachable state", definition("A", { A: pass, B: pass }), /"B" is not reachable/],
    ["Next and End", definition("A", { A: { ...pass, Next: "A" } }), /Next, End/],
    [
      "a heartbeat as long as the timeout",
      definition("A", { A: waitsForAnswer({ TimeoutSeconds: 5, HeartbeatSeconds: 5, End: true }) }),
      /HeartbeatSeconds/,
    ],
    [
      "States.ALL before another",
      definition("A", {
        A: callsWork({ Retry: [{ ErrorEquals: ["States.ALL"] }, { ErrorEquals: ["X"] }], End: true }),
      }),
      /States\.ALL/,
    ],
    [
      "Seconds and Timestamp",
      definition("A", { A: { Type: "Wait", Seconds: 1, Timestamp: "2026-01-05T02:00:00Z", End: true } }),
      /Seconds, Timestamp/,
    ],
    ["a reserved variable", definition("A", { A: { ...pass, Assign: { states: 1 } } }), /reserved/],
    ["Assign in Succeed", definition("A", { A: { Type: "Succeed", Assign: { x: 1 } } }), /Assign/],
    ["no JSON", "{", /./],
  ];

  test.for(refused)("%s", ([, text, message]) => {
    expect(errors(text).join("\n")).toMatch(message);
    expect(prepareMachine(text).machine).toBeUndefined();
  });
});

describe("what is accepted", () => {
  const everything = definition(
    "Set",
    {
      Set: { Type: "Pass", Assign: { n: 0, list: "{% [1..3] %}" }, Output: { "a.$": 1 }, Next: "Work" },
      Work: callsWork({
        Retry: [
          {
            ErrorEquals: ["States.TaskFailed"],
            IntervalSeconds: 1,
            MaxAttempts: 2,
            BackoffRate: 1.5,
            MaxDelaySeconds: 5,
            JitterStrategy: "FULL",
          },
        ],
        Catch: [{ ErrorEquals: ["States.ALL"], Output: "{% $states.errorOutput %}", Assign: { n: 1 }, Next: "Failed" }],
        TimeoutSeconds: "{% $n + 10 %}",
        Next: "Ask",
      }),
      Ask: waitsForAnswer({ TimeoutSeconds: 99999999, HeartbeatSeconds: 60, Next: "Choose" }),
      Choose: {
        Type: "Choice",
        Choices: [
          {
            Condition: "{% $count($filter($list, function($v) { $v > $n })) > 2 %}",
            Next: "Rest",
            Assign: { n: "{% $n + 1 %}" },
          },
        ],
        Default: "Done",
      },
      Rest: { Type: "Wait", Seconds: "{% $n %}", Next: "Work" },
      Done: { Type: "Succeed", Output: "{% $merge([$states.input, {'n': $n}]) %}" },
      Failed: { Type: "Fail", Error: "Failed", Cause: "{% $string($states.input) %}" },
    },
    { Comment: "Every field once", Version: "1.0", TimeoutSeconds: 1000 },
  );

  test("every field of the subset, without a finding", () => {
    expect(prepareMachine(everything).diagnostics).toEqual([]);
  });

  test("asl-validator accepts it as well", () => {
    const { isValid, errorsText } = validate(JSON.parse(everything) as never, { checkPaths: true, checkArn: true });
    expect({ isValid, text: isValid ? "" : errorsText() }).toEqual({ isValid: true, text: "" });
  });

  test("a variable that is read but never assigned is accepted with a warning, as AWS finds out only when the state runs", () => {
    const { machine, diagnostics } = prepareMachine(definition("A", { A: { ...pass, Output: "{% $outcom %}" } }));
    expect(machine).toBeDefined();
    expect(diagnostics).toMatchObject([{ severity: "WARNING", code: "UNASSIGNED_VARIABLE", location: "/States/A" }]);
  });
});
