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
const GERMAN = wordsOf(
  `günstige Flüge nach München Öffnungszeiten für Straße wie lange dauert's Bäcker & Konditor 3-Zimmer-Wohnung ca. 80 m²`,
);
const FRENCH = wordsOf(`où acheter l'huile d'olive pas chère qu'est-ce que c'est « recette » crêpes aujourd'hui à Noël 100 €`);
const RUSSIAN = wordsOf(`купить билет в Москву сколько стоит? погода завтра «Война и мир» скачать № 5 отзывы`);
const ARABIC = wordsOf(`أفضل فندق في دبي كم سعر الذهب اليوم؟ طريقة عمل الكيك ١٢`);
const CHINESE = wordsOf(`北京 天气 如何 学习 编程？ 《三体》 小说 下载 最新 手机 价格：2000元`);
const KOREAN = wordsOf(`서울 날씨 맛집 추천 영화 예매 하는 법 (2026)`);
export const LANGUAGES: readonly [Words, ...Words[]] = [ENGLISH, GERMAN, FRENCH, RUSSIAN, ARABIC, CHINESE, KOREAN];
/** As people write to each other. */
export const SMALL_TALK = wordsOf(
  `lol :-) <3 I'm don't @kim #random https://example.org/x?y=1&z=2 *really* OK!!! ... (maybe) 50% "quote" a=b; if(x>y){return} $5 & you? \\o/ 😀 👍🏽 see select_all the union of drop it /join -- tl;dr: ~10min`,
);

type Words = readonly [string, ...string[]];

function wordsOf(text: string): Words {
  const [first = '', ...others] = text.split(' ').map((word) => word.replaceAll('_', ' '));
  return [first, ...others];
}
