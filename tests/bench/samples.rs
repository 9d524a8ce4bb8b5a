//! Percentiles of a few hundred measurements.

/// Milliseconds, sorted.
#[derive(Debug, Clone, Default)]
pub(crate) struct Samples(Vec<f64>);

impl Samples {
    /// From measurements in any order.
    pub(crate) fn new(mut all: Vec<f64>) -> Self {
        all.sort_by(f64::total_cmp);
        Samples(all)
    }

    /// The value below which a share of the measurements lies; not a number if there is none.
    pub(crate) fn at(&self, share: f64) -> f64 {
        let last = self.0.len().saturating_sub(1);
        let place = (share * last as f64).round() as usize;
        self.0.get(place).copied().unwrap_or(f64::NAN)
    }

    /// How many.
    pub(crate) fn len(&self) -> usize {
        self.0.len()
    }
}

impl std::fmt::Display for Samples {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(
            out,
            "{:.1} / {:.1} / {:.1}",
            self.at(0.5),
            self.at(0.95),
            self.at(0.99)
        )
    }
}
