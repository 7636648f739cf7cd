//! How sentences tell a change: the shapes of words around an earlier value `b`,
//! a later one `a`, the amount `d` and the percentage `p` of the change.

use super::shapes::{Shapes, shapes};
use std::sync::LazyLock;

/// Two values, an earlier one `b` and the later one `a`.
pub(super) static PAIRS: Shapes = LazyLock::new(|| {
    shapes(&[
        "from *5 #b *8 to *3 #a",
        "to *3 #a *8 from *5 #b",
        "#a ~8 , @up *3 from *5 #b",
        "#a *8 @up *3 from *5 #b",
        "#a ~8 compared|compares with|to *6 #b",
        "#a ~8 against|versus *6 #b",
        "#a *4 ( date : #b )",
        "#a *4 ( date #b )",
        "#a *4 ( *2 #b *3 date )",
        "#a *6 ( compared|against with|to? *4 #b *4 )",
    ])
});

/// So many of them say that the one became the other.
pub(super) const MOVED: usize = 10;

/// What follows two values and tells the change between them.
pub(super) static BEHIND: Shapes = LazyLock::new(|| {
    shapes(&[
        "~8 , a|an|the *2 @rise *1 of *2 #d *4 or|, *3 %p",
        "~8 , a|an|the *2 @rise *1 of *2 #d *4 ( %p )",
        "~8 , a|an|the *2 @rise *1 of *2 #d",
        "~8 , a|an|the *2 @rise *1 of *2 %p ( #d )",
        "~8 , a|an|the *2 @rise *1 of *2 %p",
        "~8 ( a|an *2 @rise of *2 #d *4 or|, *3 %p )",
        "~8 ( a|an *2 @rise of *2 %p )",
        "~8 ( @up *2 %p )",
        "~8 , @up *2 by? *2 #d *2 or *2 %p",
        "~8 , @up *2 by? *2 %p",
        "~8 , %p @more",
        "~8 , %p up|down",
        "~8 , #d up|down",
        "~8 , #d @more",
        "~8 , or|i.e *4 by *1 %p",
        "~8 ( + %p )",
        "~8 , a|an|the *2 %p @rise",
        "~8 ( a|an *2 %p @rise )",
        "~8 ( %p @more",
        "~8 ( a|an *2 @rise of *2 #d )",
        "~8 ( @up *2 by? *1 #d )",
        "~8 ( @up *2 by? *1 #d ,|or or? *1 %p",
        "~8 , @up *2 by? *2 #d ( %p )",
        "~8 , @up *2 by? *2 #d",
        "~8 , #d @more *3 ( %p )",
        "~8 , #d or *1 %p @more",
        "~8 , which *2 is|was|represents|represented a|an *2 @rise of *2 %p",
        "~8 , representing|being|marking|equating|equivalent to? a|an *2 @rise of *2 #d *2 or|( *1 %p",
        "~8 , representing|being|marking|equating|equivalent to? a|an *2 @rise of *2 %p",
        "~8 , representing|being|marking|equating|equivalent to? a|an *2 @rise of *2 #d",
        "~8 , or *2 %p",
    ])
});

/// What may tell the change between two values, and is that only where it holds:
/// `up from £610 (4.9%)`.
pub(super) static PERHAPS: Shapes = LazyLock::new(|| shapes(&["*6 ( %p )"]));

/// The change first, then the values.
pub(super) static AHEAD: Shapes = LazyLock::new(|| {
    shapes(&[
        "compared with|to ~6 #b ~10 @rose *2 by? *2 %p *4 to *3 #a",
        "@rose *2 by? *2 #d ~6 from *5 #b *8 to *3 #a",
        "@rose *2 by? *2 #d ~6 to *3 #a *8 from *5 #b",
        "@up *2 by? *2 #d ~6 to *3 #a *8 from *5 #b",
        "@rise *1 of *2 %p ~6 from *5 #b *8 to *3 #a",
        "@rise *1 of *2 %p ~6 to *3 #a *8 from *5 #b",
        "@rise *1 of *2 #d ~6 from *5 #b *8 to *3 #a",
        "@rose *2 by? *2 %p *6 to *3 #a *8 from *5 #b",
        "@rose *2 by? *2 %p ~8 from *5 #b *8 to *3 #a",
        "@rose *2 by? *2 #d *2 or|( *1 %p )? ~6 from *5 #b *8 to *3 #a",
        "@rose *2 by? *2 #d *2 or|( *1 %p )? ~6 to *3 #a *8 from *5 #b",
        "@rise *1 of *2 %p ~6 from *5 #b *8 to *3 #a",
        "@up *2 by? *2 %p ~6 to *3 #a *8 from *5 #b",
        "@up *2 by? *2 %p ~6 from *5 #b *8 to *3 #a",
        "@rose *2 by *2 #d ~6 to *3 #a *4 ( date : #b )",
        "@rose *2 by *2 %p ~6 to *3 #a *4 ( date : #b )",
    ])
});

/// A value, the change, and what it is against.
pub(super) static MIDDLE: Shapes = LazyLock::new(|| {
    shapes(&[
        "#a ~8 , %p @more *1 than *6 #b",
        "#a ~8 , #d @more *1 than *6 #b",
        "#a , ~6 #d @more *1 than *4 #b",
        "#a ~8 , #d @more *1 than *6 ( #b )",
        "#a ~8 , #d above|below *6 #b",
        "#a ~8 , %p @more *1 than *6 ( #b",
        "#a ~8 , %p above|below *6 #b",
        "#a ~8 , #d ( %p ) @more *1 than *6 #b",
        "#a ~8 , #d ( %p ) above|below *6 #b",
        "#a ~8 , #d *1 or *1 %p @more *1 than *6 #b",
        "#a ~8 , #d , or *1 %p , @more *1 than *6 #b",
        "#a ~8 , @up *1 by? *1 #d ( %p ) *2 on|from *6 #b",
        "#a ~8 , @up *1 by? *1 #d *1 or *1 %p *2 on|from *6 #b",
        "#a ~8 , a|an *2 @rise of *2 #d ( %p ) *2 on|over|from *6 #b",
        "#a ~8 , a|an *2 @rise of *2 %p ( #d ) *2 on|over|from *6 #b",
        "#a ~8 , a|an *2 @rise of *2 %p ( #d ) *2 compared|against with|to? *6 (? #b",
        "#a ~8 , which *2 is|was|represents a|an *2 @rise of *2 %p ( #d ) *2 compared|against with|to? *6 (? #b",
        "#a ~8 , a|an *2 @rise of *2 %p compared|against|versus with|to? *6 #b",
        "#a ~8 , a|an *2 @rise of *2 #d compared|against|versus with|to? *6 #b",
        "#a ~8 , a|an *2 @rise of *2 %p on|over|from *6 ( #b",
        "#a ~8 , a|an *2 @rise of *2 #d on|over|from *6 ( #b",
        "#a ~8 , a|an *2 %p @rise compared|against|versus with|to? *6 #b",
        "#a ~8 , @up *2 by? *2 %p compared|against|versus with|to? *6 #b",
        "#a ~8 , @up *2 by? *2 %p on|from *6 ( #b",
        "#a ~8 , @up *2 by? *2 #d on|from *6 ( #b",
        "#a ~8 , which *2 is|was %p @more *1 than *6 #b",
        "#a ~8 , which *2 is|was #d @more *1 than *6 #b",
        "#a ~8 , exceeding|beating|above *4 of? #b by *1 %p",
        "#a ~8 , %p @more *1 than ~6 when *4 #b",
        "#a ~8 , %p ahead|short of *4 ( #b )",
        "#a *4 is|was|were *1 %p ahead|short of *4 ( #b )",
        "#a *4 is|was|were *1 %p ahead|short of *4 #b",
        "#a *6 exceeded *6 #b *4 by *2 #d",
        "#a *6 exceeded *6 #b *4 by *2 %p",
        "%p @more *1 than *6 #b *8 , at #a",
        "#a ~8 , #d *2 @up on|from *6 #b",
        "#a ~8 , %p @up on|from *6 #b",
        "#a ~8 , a|an *2 %p @rise on|over|from *6 #b",
        "#a ~8 , a|an *2 @rise of *2 %p on|over|from *6 #b",
        "#a ~8 , a|an *2 @rise of *2 %p on|over|from ~6 when #b",
        "#a ~8 , a|an *2 @rise of *2 #d *2 or *2 %p on|over|from *6 #b",
        "#a ~8 , a|an *2 @rise of *2 #d on|over|from *6 #b",
        "#a ~8 , @up *2 by? *2 %p on|from *6 #b",
        "#a ~8 , @up *2 by? *2 #d on|from *6 #b",
        "#a ~8 ( @up *2 by? *2 %p on|from *6 #b )",
        "#a ~8 ( a|an *2 @rise of *2 %p on|over|from *6 #b )",
        "#a ~8 ( a|an *2 %p @rise on|over|from *6 #b )",
        "#a ~8 ( %p @more *1 than *6 #b )",
        "#a *6 represents|represented|representing|is|was|marks a|an *2 %p @rise on|over|from *6 #b",
        "#a *6 represents|represented|representing|is|was|marks a|an *2 @rise of *2 %p on|over|from *6 #b",
        "#a *4 @rose *2 by? *1 %p from *4 #b",
        "#a *4 @rose *2 by? *1 #d from *4 #b",
        "#a *6 is|was|were *1 %p @more than *6 #b",
        "#a *6 is|was|were *1 %p @more than *6 ( #b",
        "#a *6 is|was|were *1 #d @more than *6 ( #b",
        "#a *6 is|was|were *1 %p up|down on *6 #b",
        "#a *6 is|was|were *1 up|down *1 %p on|from *6 #b",
        "#a *6 is|was|were *1 #d @more than *6 #b",
    ])
});

/// By how many points a percentage changed.
pub(super) static POINTS: Shapes = LazyLock::new(|| {
    shapes(&[
        "@rose *2 by *2 &d ~6 from *4 %b *8 to *3 %a",
        "@rose *2 &d ~6 from *4 %b *8 to *3 %a",
        "@rose *2 by? *2 &d ~6 to *3 %a *8 from *4 %b",
        "@up *2 by? *2 &d ~6 from *4 %b *8 to *3 %a",
        "from *4 %b *8 to *3 %a ~8 , a|an|the *2 @rise *1 of *2 &d",
        "from *4 %b *8 to *3 %a ~8 , @up *1 by? *1 &d",
        "from *4 %b *8 to *3 %a *4 ( *4 &d )",
        "from *4 %b *8 to *3 %a ~8 , or *2 by? &d",
        "to *3 %a *8 from *4 %b ~8 , a|an|the *2 @rise *1 of *2 &d",
        "%a ~8 , @up *3 from *4 %b ~8 , a|an|the *2 @rise *1 of *2 &d",
        "%a ~8 , compared|against with|to? *6 %b ~8 , a|an|the *2 @rise *1 of *2 &d",
        "%a ~8 , &d @more *1 than *6 %b",
        "%a ~8 , &d above|below *6 %b",
        "%a ~8 , @up *1 by? *1 &d on|from *6 %b",
        "%a *6 is|was|were *1 &d @more than *6 %b",
        "%a *6 is|was|were *1 &d above|below *6 %b",
        "%a ~8 , a|an *2 @rise of *2 &d on|over|from *6 %b",
    ])
});

/// By how much, to what, and the percentage.
pub(super) static AMOUNT: Shapes = LazyLock::new(|| {
    shapes(&[
        "@rose *6 by *2 #d *8 to *3 #a ~4 , a|an *2 @rise of *2 %p",
        "@rose *6 by *2 #d *8 to *3 #a *4 ( %p )",
        "@rose *6 by *2 #d *8 to *3 #a ~4 , or|i.e *3 by? *2 %p",
        "@rose *6 , by *2 #d *8 to *3 #a *4 ( %p )",
        "@rose *6 by *2 #d *2 ( %p ) *4 to *3 #a",
        "@rose *6 by *2 #d *2 ( %p ) *1 ,? *4 to *3 #a",
        "@rose *6 by *2 #d , or *2 %p , to *3 #a",
        "@rose *6 by *2 #d or *2 %p *2 to *3 #a",
        "@up *2 by? *2 #d *8 to *3 #a *4 ( %p )",
        "@up *2 by? *2 #d ( %p ) *6 to|at *3 #a",
        "@up *2 by? *2 #d *2 or *1 %p *1 ,? *6 to|at *3 #a",
        "@rose *6 by *2 %p ( #d ) *6 to *3 #a",
        "@rose *6 by *2 %p *1 ,? or *2 #d ,? *4 to *3 #a",
        "@rose *2 %p *1 ,? or *2 #d ,? *4 to *3 #a",
        "@rose *2 %p ( #d ) *6 to *3 #a",
        "@up *2 by? *2 %p ( #d ) *6 to|at *3 #a",
        "@up *2 by? *2 %p *1 ,? or *2 #d ,? *4 to|at *3 #a",
        "#a ~8 , @up *2 by? *2 %p ( #d )",
        "#a ~8 , @up *2 by? *2 %p *1 ,? or *2 #d",
        "#a ~8 , a|an *2 @rise of *2 %p *1 ,? or *2 #d",
        "#a *6 ( @up *2 by? *1 %p *1 ,|or or? *2 #d )",
        "#a ~8 , %p ( #d ) @more *1 than",
        "#a ~8 , %p or *1 #d @more *1 than",
        "@rose *6 by *2 #d *8 to *3 #a ~4 , a|an *2 %p @rise",
        "@rose *2 #d *8 to *3 #a ~4 , a|an *2 @rise of *2 %p",
        "@rose *2 #d *4 ( %p ) *6 to *3 #a",
        "@rose *2 #d *4 , or *1 %p , to *3 #a",
        "@rose *2 #d *4 or *1 %p *2 to *3 #a",
        "a|an *2 @rise of *2 #d ( %p ) *6 to|at *3 #a",
        "#a ~8 , a|an *2 @rise of *2 #d *3 ( %p )",
        "#a ~8 , a|an *2 @rise of *2 #d *3 ,|or or? *2 %p",
        "#a ~8 , a|an *2 @rise of *2 %p ( #d )",
        "#a ~8 , @up *2 by? *2 #d *2 ( %p )",
        "#a ~8 , @up *2 by? *2 #d *2 ,|or or? *1 %p",
        "#a *6 ( a|an *2 @rise of *2 #d *2 ,|or or? *1 %p )",
        "#a *6 ( @up *2 by? *1 #d *2 ,|or or? *1 %p )",
        "#a ~8 , #d ( %p ) @more *1 than",
        "#a ~8 , #d *1 or *1 %p @more *1 than",
        "#a ~8 , which *2 is|was|represents a|an *2 @rise of *2 %p ( #d )",
        "#a ~8 , a|an *2 %p @rise ( #d )",
        "#a ~8 , a|an *2 %p @rise *6 ( #d @more",
        "#a ~8 , a|an *2 @rise of *2 %p *6 ( #d @more",
    ])
});

/// A change whose earlier value is not told, and the value.
pub(super) static ALONE_SHAPES: Shapes = LazyLock::new(|| {
    shapes(&[
        "#a ~6 , @up *2 by? *2 %p",
        "#a ~6 , was|were *1 @up *2 %p",
        "%p @more *1 than ~12 , at #a",
        "@up *2 by? *2 %p *2 to *3 #a",
        "@rose *2 by? *2 %p *2 to *3 #a",
        "#a ~6 , a|an *2 @rise of *2 %p",
        "#a *6 ( @up *2 by? *2 %p",
        "#a ~8 , a|an *2 %p @rise",
        "#a *8 ( a|an *2 %p @rise",
        "#a *8 ( a|an *2 @rise of *2 %p",
        "#a ~6 , %p @more *1 than",
        "#a ~6 , %p above|below the|last *1 previous|year|preceding",
        "#a *6 ( %p @more *1 than",
    ])
});

/// By how much something changed, whatever it is now.
pub(super) static BY_HOW_MUCH: Shapes = LazyLock::new(|| {
    shapes(&[
        "@rose *2 by *2 #d",
        "@up *2 by *2 #d",
        "a|an|the *2 @rise *1 of *2 #d",
        "@rose *1 #d *6 to *2 #a",
        "@up *1 #d *6 to *2 #a",
        "#d @more *2 than",
    ])
});

/// A change of what the sentence before tells.
pub(super) static OF_BEFORE: Shapes = LazyLock::new(|| {
    shapes(&[
        "this|that|it *1 is|was|represents|represented|marks|equates to? a|an *2 @rise of *2 %p",
        "this|that|it *1 is|was|represents|represented|marks|equates to? a|an *2 %p @rise",
    ])
});

/// The same by an amount, with the percentage.
pub(super) static BY_OF_BEFORE: Shapes = LazyLock::new(|| {
    shapes(&[
        "this|that|it *1 is|was|represents|represented|marks|equates to? a|an *2 @rise of *2 #d *2 (|,|or or? *1 %p",
        "this|that|it *1 is|was|represents|represented|marks|equates to? a|an *2 @rise of *2 %p *2 (|,|or or? *1 #d",
    ])
});

/// A value that another is set against.
pub(super) static AGAINST: Shapes = LazyLock::new(|| {
    shapes(&[
        "compared|compares|comparing with|to a|an|the? *2 of? #b",
        "against|versus a|an|the? *2 of? #b",
        "against|versus #b",
        "( date : *1 #b",
        "@up from *5 #b",
        "target|standard|benchmark|limit|ceiling|goal|budget of *2 #b",
    ])
});
