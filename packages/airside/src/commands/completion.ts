import { Argument, Command } from 'commander';

const SHELLS = { bash: bashScript, zsh: zshScript, fish: fishScript } as const;

export function completionCommand(program: Command): Command {
  return new Command('completion')
    .description('Print a completion script for a shell.')
    .addArgument(new Argument('<shell>').choices(Object.keys(SHELLS)))
    .addHelpText(
      'after',
      '\nbash: source <(airside completion bash)\nzsh:  source <(airside completion zsh)\nfish: airside completion fish | source',
    )
    .action((shell: keyof typeof SHELLS) => {
      process.stdout.write(SHELLS[shell](wordsByCommand(program)));
    });
}

/** What may follow `airside`, and what may follow `airside COMMAND`. */
function wordsByCommand(program: Command): ReadonlyMap<string, readonly string[]> {
  const flags = (command: Command) => [...command.options.flatMap(({ long }) => (long ? [long] : [])), '--help'];
  const names = (command: Command) => command.commands.map((child) => child.name());
  return new Map([
    ['', [...names(program), ...flags(program)]],
    ...program.commands.map((command): [string, string[]] => {
      const choices = command.registeredArguments.flatMap(({ argChoices }) => argChoices ?? []);
      return [command.name(), [...names(command), ...choices, ...flags(command), ...command.commands.flatMap(flags)]];
    }),
  ]);
}

function bashScript(words: ReadonlyMap<string, readonly string[]>): string {
  const cases = [...words].filter(([name]) => name !== '').map(([name, list]) => `    ${name}) words='${[...new Set(list)].join(' ')}' ;;`);
  return `_airside() {
  local words
  case "\${COMP_WORDS[1]}" in
${cases.join('\n')}
    *) words='' ;;
  esac
  [ "$COMP_CWORD" -eq 1 ] && words='${words.get('')?.join(' ')}'
  COMPREPLY=($(compgen -W "$words" -- "\${COMP_WORDS[COMP_CWORD]}"))
  [ \${#COMPREPLY[@]} -eq 0 ] && COMPREPLY=($(compgen -f -- "\${COMP_WORDS[COMP_CWORD]}"))
}
complete -F _airside airside
`;
}

function zshScript(words: ReadonlyMap<string, readonly string[]>): string {
  return `autoload -U +X bashcompinit && bashcompinit\n${bashScript(words)}`;
}

function fishScript(words: ReadonlyMap<string, readonly string[]>): string {
  const line = (condition: string, word: string) =>
    word.startsWith('--')
      ? `complete -c airside -n '${condition}' -l ${word.slice(2)}`
      : `complete -c airside -n '${condition}' -a ${word}`;
  return `${[...words]
    .flatMap(([name, list]) =>
      [...new Set(list)].map((word) => line(name === '' ? '__fish_use_subcommand' : `__fish_seen_subcommand_from ${name}`, word)),
    )
    .join('\n')}\n`;
}
