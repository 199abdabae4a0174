import { header, type RuleCases, target } from './cases.ts';

export const templateCases: RuleCases = {
  104010: {
    attacks: [
      '{{7*7}}',
      '${7*7}',
      "{{''.__class__}}",
      '#{T(java.lang.Runtime)}',
      "${@a.b@c('x')}",
      target('/greet/%7B%7B3*3%7D%7D'),
      '$\\A{233*233}',
    ],
    benign: ['{{ user.name }}', '${name}', 'a {b} * 3', '#{color}'],
  },
  104011: {
    attacks: ['java.lang.Runtime', 'x.getClass().forName("a")', header('spring.cloud.function.routing-expression', 'T(java.lang.Runtime)')],
    benign: ['java.lang.String', 'the runtime gets slower', 'getClass()'],
  },
  104012: {
    attacks: ['x.__globals__.__builtins__', "''.__class__.__mro__", '<#assign x=1>', '{php}'.replace('{', '{ ')],
    benign: ['def __init__(self):', 'php', '<# assign'],
  },
  104020: { attacks: ['{{ a.b }}', '{% if a %}', '<% a %>'], benign: ['{{ name }}', '50%'] },
  104030: { attacks: ['{{ a }}', '${a'], benign: ['{a}', '$5'] },
};
