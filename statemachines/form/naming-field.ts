/**
 * What is wrong with a field, so that it can be read by itself: with the field's name before it, where the sentence does not
 * have it already.
 */
export function namingField(sentence: string, label: string): string {
  const beginning = label.toLowerCase().split(/[ /]/).slice(0, 2).join(" ");
  return sentence.toLowerCase().includes(beginning) ? sentence : `${label}: ${sentence}`;
}
