//! A page as the reader of PDF gives it: glyphs and ruling lines, in whole hundredths of a point and turned so that its text is upright.

use super::letters;
use crate::place::PageBox;
use pdfni::{BBox, EdgePart, GraphicPart, Orientation, TextChar, TextFont, TextPage};

/// A page.
pub(super) struct Page {
    /// Its number, from 1.
    pub number: u32,
    /// Its width and height, as its text stands upright.
    pub size: (i32, i32),
    /// By how many quarters its text was turned to stand upright.
    turn: u8,
    /// Its glyphs, as the text has them: one for each of its letters.
    pub glyphs: Vec<Glyph>,
    /// Its ruling lines.
    pub rules: Vec<Rule>,
    /// The same glyphs for the reader of PDF, which orders the text.
    pub text: TextPage,
}

/// A glyph.
#[derive(Clone, Debug)]
pub(super) struct Glyph {
    /// What it stands for; empty for one that was printed twice.
    pub text: String,
    /// Where it is printed.
    pub area: PageBox,
    /// The line that it stands on.
    pub base: i32,
    /// The size of its font.
    pub size: i32,
    /// Whether it is bold.
    pub bold: bool,
    /// By how many quarters it is turned against the page.
    pub turn: u8,
}

/// A straight line along the page, or the edge of a filled rectangle.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Rule {
    /// Where it lies: the height of one that runs across, or the distance from
    /// the left of one that runs down.
    pub at: i32,
    /// Where it begins.
    pub from: i32,
    /// Where it ends.
    pub to: i32,
    /// Whether it runs down.
    pub down: bool,
}

impl Glyph {
    /// Whether nothing is printed.
    pub(super) fn is_blank(&self) -> bool {
        self.text.chars().all(char::is_whitespace)
    }

    /// The middle of where it is printed.
    pub(super) fn middle(&self) -> (i32, i32) {
        (
            middle(self.area.left, self.area.right),
            middle(self.area.top, self.area.bottom),
        )
    }
}

/// The middle of two places.
pub(super) fn middle(from: i32, to: i32) -> i32 {
    i32::midpoint(from, to)
}

impl Page {
    /// An area of the upright page as it lies on the page that is printed.
    pub(super) fn printed(&self, area: PageBox) -> PageBox {
        let (width, height) = self.size;
        turned(area, (4 - self.turn) % 4, width, height)
    }

    /// Whether anything is written on it.
    pub(super) fn has_text(&self) -> bool {
        self.glyphs.iter().any(|glyph| !glyph.is_blank())
    }
}

/// An area turned by quarters, clockwise, on a page of a width and a height.
pub(super) fn turned(area: PageBox, quarters: u8, width: i32, height: i32) -> PageBox {
    let PageBox {
        left,
        top,
        right,
        bottom,
    } = area;
    match quarters {
        1 => PageBox {
            left: height.saturating_sub(bottom),
            top: left,
            right: height.saturating_sub(top),
            bottom: right,
        },
        2 => PageBox {
            left: width.saturating_sub(right),
            top: height.saturating_sub(bottom),
            right: width.saturating_sub(left),
            bottom: height.saturating_sub(top),
        },
        3 => PageBox {
            left: top,
            top: width.saturating_sub(right),
            right: bottom,
            bottom: width.saturating_sub(left),
        },
        _ => area,
    }
}

/// What is read of a page besides its text.
pub(super) struct Frame {
    size: (f64, f64),
    turn: u8,
    rules: Vec<Rule>,
    /// Whether something is drawn that is no straight line.
    pub drawn: bool,
}

impl Frame {
    pub(super) fn new(
        size: (f64, f64),
        turn: i32,
        edges: &[EdgePart],
        graphics: &[GraphicPart],
    ) -> Frame {
        Frame {
            size,
            turn: quarters(turn),
            rules: edges.iter().map(rule).collect(),
            drawn: !graphics.is_empty(),
        }
    }
}

/// A page as it was read, upright.
pub(super) fn page(frame: Frame, fonts: Vec<TextFont>, chars: Vec<TextChar>, number: u32) -> Page {
    let (width, height) = frame.size;
    let mut text = TextPage {
        width,
        height,
        fonts,
        chars,
    };
    upright(&mut text, frame.turn);
    Page {
        number,
        size: (hundredths(width), hundredths(height)),
        turn: frame.turn,
        glyphs: glyphs(&text, frame.turn),
        rules: frame.rules,
        text,
    }
}

fn quarters(degrees: i32) -> u8 {
    u8::try_from(degrees.rem_euclid(360) / 90).unwrap_or(0)
}

fn rule(edge: &EdgePart) -> Rule {
    let (left, right) = (hundredths(edge.left), hundredths(edge.right));
    let (top, bottom) = (hundredths(edge.top), hundredths(edge.bottom));
    let down = edge.orientation == Orientation::Vertical;
    let (at, from, to) = match down {
        true => (middle(left, right), top, bottom),
        false => (middle(top, bottom), left, right),
    };
    Rule {
        at,
        from: from.min(to),
        to: from.max(to),
        down,
    }
}

/// The glyphs of a page. One that is printed again a little beside itself, as
/// some programs make bold letters, is one glyph.
fn glyphs(text: &TextPage, turn: u8) -> Vec<Glyph> {
    let glyph = |letter: &TextChar| {
        let font = text.fonts.get(letter.font as usize);
        let bold = font.is_some_and(|font| font.bold);
        let words = match letter.synthetic {
            true => String::new(),
            false => letters::written(&letter.text),
        };
        let area = area(&BBox {
            x0: letter.left,
            top: letter.top,
            x1: letter.right,
            bottom: letter.bottom,
        });
        Glyph {
            text: words,
            area,
            base: hundredths(letter.transform[5]),
            size: hundredths(letter.font_size).clamp(100, 100_000),
            bold,
            turn: (quarters(letter.rot) + 4 - turn) % 4,
        }
    };
    let mut glyphs: Vec<Glyph> = text.chars.iter().map(glyph).collect();
    for index in 1..glyphs.len() {
        let (before, now) = glyphs.split_at_mut(index);
        let near = before.iter_mut().rev().take(64);
        let now = &mut now[0];
        if let Some(first) = near.into_iter().find(|before| is_again(before, now)) {
            first.bold = true;
            now.text.clear();
        }
    }
    glyphs
}

fn is_again(before: &Glyph, now: &Glyph) -> bool {
    let near = now.size / 8;
    !now.text.is_empty()
        && before.text == now.text
        && before.size == now.size
        && before.turn == now.turn
        && before.base.abs_diff(now.base) <= near.unsigned_abs()
        && before.area.left.abs_diff(now.area.left) <= near.unsigned_abs()
        && before.area.right > before.area.left + near
}

fn area(area: &BBox) -> PageBox {
    let (left, right) = (hundredths(area.x0), hundredths(area.x1));
    let (top, bottom) = (hundredths(area.top), hundredths(area.bottom));
    PageBox {
        left: left.min(right),
        top: top.min(bottom),
        right: left.max(right),
        bottom: top.max(bottom),
    }
}

/// Points as whole hundredths; what is no number, or off every page, is brought
/// to a page's edge.
#[expect(
    clippy::float_arithmetic,
    reason = "the one way in from the reader of PDF"
)]
fn hundredths(points: f64) -> i32 {
    (points.clamp(-100_000.0, 100_000.0) * 100.0).round() as i32
}

/// The same the other way.
#[expect(
    clippy::float_arithmetic,
    reason = "the one way back to the reader of PDF"
)]
fn points(hundredths: i32) -> f64 {
    f64::from(hundredths) / 100.0
}

/// An area for the reader of PDF.
pub(super) fn bbox(area: PageBox) -> BBox {
    BBox {
        x0: points(area.left),
        top: points(area.top),
        x1: points(area.right),
        bottom: points(area.bottom),
    }
}

/// Turns the text of a page, which has the size of the turned page already.
#[expect(
    clippy::float_arithmetic,
    reason = "it keeps what the reader of PDF measured"
)]
fn upright(text: &mut TextPage, quarters: u8) {
    let (width, height) = (text.width, text.height);
    let point = |x: f64, y: f64| match quarters {
        1 => (width - y, x),
        2 => (width - x, height - y),
        3 => (y, height - x),
        _ => (x, y),
    };
    let way = |x: f64, y: f64| match quarters {
        1 => (-y, x),
        2 => (-x, -y),
        3 => (y, -x),
        _ => (x, y),
    };
    if quarters == 0 {
        return;
    }
    for letter in &mut text.chars {
        let (a, b) = (
            point(letter.left, letter.top),
            point(letter.right, letter.bottom),
        );
        (letter.left, letter.right) = (a.0.min(b.0), a.0.max(b.0));
        (letter.top, letter.bottom) = (a.1.min(b.1), a.1.max(b.1));
        let [xx, xy, yx, yy, x, y] = letter.transform;
        let ((xx, xy), (yx, yy), (x, y)) = (way(xx, xy), way(yx, yy), point(x, y));
        letter.transform = [xx, xy, yx, yy, x, y];
        let [x, y] = letter.advance;
        letter.advance = way(x, y).into();
        letter.rot = (letter.rot - i32::from(quarters) * 90).rem_euclid(360);
        letter.upright = letter.rot == 0;
    }
}
