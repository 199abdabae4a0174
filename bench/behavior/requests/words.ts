/** Words of free texts; some of them stand in attacks as well. */
export const ENGLISH = wordsOf(
  `select the best hotels near union square don't or and where to buy "quiet" table for 2 drop off from airport children's update insert rock_&_roll C++ 50% (cheap) order by price a/c exec room; not like it! script alert`,
);
export const SPANISH = wordsOf(
  `quisiera información ¿cuánto cuesta el envío? mañana niño ¡gracias! pedido número señor reunión de la camión, está aquí.`,
);
export const JAPANESE = wordsOf(
  `東京 の ホテル を 予約 したい です。 キャンセル 料金 は いくら ですか？ 「禁煙」 部屋 ２名 お願いします！`,
);

function wordsOf(text: string): readonly [string, ...string[]] {
  const [first = '', ...others] = text.split(' ').map((word) => word.replaceAll('_', ' '));
  return [first, ...others];
}
