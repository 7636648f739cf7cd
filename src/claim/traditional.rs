//! Traditional characters as the simplified ones that the words of the room are
//! written in: one list of words reads both.

/// Characters and what they are simplified to, by turns, in the order of the
/// first; all of three bytes.
const PAIRS: &str = "\
    並并佔占併并來来個个傢家僅仅價价億亿償偿優优內内兩两冊册凈净別别則则剋克\
    劃划劑剂動动務务區区卽即厤历參参員员單单噸吨噹当國国圓圆團团執执報报場场\
    塊块壓压學学實实審审將将專专對对嵗岁幣币幾几庫库張张彆别彔录徑径從从復复\
    應应戶户捲卷揮挥撥拨擴扩數数於于昇升時时曆历査查條条棟栋業业構构樁桩標标\
    樣样檢检檯台歐欧歲岁歷历歸归殘残決决沒没淨净減减準准滾滚漢汉漲涨為为無无\
    熱热爲为牀床獲获現现環环產产産产畝亩畢毕當当發发眾众睏困碩硕碼码稅税種种\
    稱称穫获筆笔箇个節节糰团約约級级組组結结統统綜综綫线網网線线編编縣县縮缩\
    總总織织纍累義义職职脫脱臺台與与舉举舊旧萬万蓆席蓋盖蔘参處处號号虧亏衆众\
    衕同裏里裡里製制複复覈核規规觀观計计記记訴诉註注話话課课調调請请講讲議议\
    變变貝贝負负貧贫賬账購购踰逾車车較较輛辆轉转辦办辭辞迴回週周進进過过達达\
    遷迁選选遺遗還还郵邮鄉乡鄰邻釐厘釦扣鈡钟銷销錄录録录鍾钟鎊镑鎭镇鎮镇鐘钟\
    長长門门間间閤合陞升陽阳隊队際际隻只電电韆千頁页頃顷項项順顺預预頭头顆颗\
    額额類类颱台餘余驗验體体髮发麪面麫面麵面點点黨党齣出";

/// A character as it is written simplified.
pub(super) fn simplified(c: char) -> char {
    let mut own = [0; 4];
    let own = c.encode_utf8(&mut own).as_bytes();
    if own.len() != 3 {
        return c;
    }
    let (mut low, mut high) = (0, PAIRS.len() / 6);
    while low < high {
        let middle = low.midpoint(high);
        let pair = &PAIRS.as_bytes()[6 * middle..6 * middle + 6];
        match pair[..3].cmp(own) {
            std::cmp::Ordering::Less => low = middle + 1,
            std::cmp::Ordering::Greater => high = middle,
            std::cmp::Ordering::Equal => {
                let simple = PAIRS.get(6 * middle + 3..6 * middle + 6);
                return simple.and_then(|simple| simple.chars().next()).unwrap_or(c);
            }
        }
    }
    c
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pairs_are_in_order_and_of_three_bytes() {
        let all: Vec<char> = PAIRS.chars().collect();
        assert!(all.iter().all(|c| c.len_utf8() == 3));
        assert!(all.chunks(2).is_sorted_by(|a, b| a[0] < b[0]));
        assert!(all.chunks(2).all(|pair| simplified(pair[0]) == pair[1]));
        assert_eq!(
            "審結佔總數".chars().map(simplified).collect::<String>(),
            "审结占总数"
        );
        assert_eq!(simplified('A'), 'A');
    }
}
