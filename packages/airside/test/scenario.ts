/** One command of a scenario and what it has to answer. */
export interface Step {
  readonly command: string;
  readonly stdin: string;
  readonly exit: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** A scenario as its file tells it; the format is described in `scenarios/README.md`. */
export interface Scenario {
  readonly promise: string;
  readonly files: ReadonlyMap<string, string>;
  readonly environment: Readonly<Record<string, string>>;
  readonly steps: readonly Step[];
}

const HEADING = /^====([a-z]+)(?::(.+))?====$/;

/** Reads a scenario file. Throws with line and reason when a section is unknown, misplaced or missing. */
export function parseScenario(text: string): Scenario {
  const files = new Map<string, string>();
  const environment: Record<string, string> = {};
  const steps: { -readonly [K in keyof Step]: Step[K] }[] = [];
  let promise = '';
  for (const { name, argument, content, line } of sections(text)) {
    const step = steps.at(-1);
    const fail = (reason: string): never => {
      throw new Error(`line ${line}: ${reason}`);
    };
    if (name === 'promise') promise = content.trim();
    else if (name === 'file') files.set(argument ?? fail('a file needs a name: ====file:NAME===='), content);
    else if (name === 'env') Object.assign(environment, Object.fromEntries(content.trim().split('\n').map(assignment)));
    else if (name === 'command') steps.push({ command: content, stdin: '', exit: 0, stdout: '', stderr: '' });
    else if (step === undefined) fail(`"${name}" stands before the first command`);
    else if (name === 'exit') step.exit = Number(content.trim());
    else if (name === 'stdin' || name === 'stdout' || name === 'stderr') step[name] = content;
    else fail(`unknown section "${name}"`);
  }
  if (promise === '' || steps.length === 0) throw new Error('a scenario needs a promise and a command');
  return { promise, files, environment, steps };
}

interface Section {
  readonly name: string;
  readonly argument: string | undefined;
  readonly content: string;
  readonly line: number;
}

function sections(text: string): Section[] {
  const lines = text.split('\n');
  const starts = lines.flatMap((line, index) => {
    const heading = HEADING.exec(line);
    return heading === null ? [] : [{ index, name: heading[1] ?? '', argument: heading[2] }];
  });
  return starts.map(({ index, name, argument }, position) => {
    const end = starts[position + 1]?.index ?? lines.length - 1;
    return {
      name,
      argument,
      content: lines
        .slice(index + 1, end)
        .map((line) => `${line}\n`)
        .join(''),
      line: index + 1,
    };
  });
}

function assignment(line: string): [string, string] {
  const equals = line.indexOf('=');
  return [line.slice(0, equals), line.slice(equals + 1)];
}
