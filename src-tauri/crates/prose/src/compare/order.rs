//! The heaviest row that ascends twice, for what kept its order; knows only numbers.

/// Which of the pairs (old, new, weight; ascending in new) are in the heaviest row that ascends
/// in old as well.
pub(crate) fn heaviest_ascending(pairs: &[(usize, usize, usize)]) -> Vec<bool> {
    let length = pairs.iter().map(|pair| pair.0 + 2).max().unwrap_or(0);
    // A Fenwick tree of the best row that ends before an old index: its weight, its last pair.
    let mut tree: Vec<(usize, Option<usize>)> = vec![(0, None); length + 1];
    let mut before = vec![None; pairs.len()];
    for (nth, (old, _, weight)) in pairs.iter().enumerate() {
        let mut best = (0, None);
        let mut at = *old;
        while at > 0 {
            best = if tree[at].0 > best.0 { tree[at] } else { best };
            at &= at - 1;
        }
        before[nth] = best.1;
        let mut at = old + 1;
        while at < tree.len() {
            if tree[at].0 < best.0 + weight {
                tree[at] = (best.0 + weight, Some(nth));
            }
            at += at & at.wrapping_neg();
        }
    }
    let mut stays = vec![false; pairs.len()];
    let mut last = tree
        .iter()
        .max_by_key(|best| best.0)
        .and_then(|best| best.1);
    while let Some(nth) = last {
        stays[nth] = true;
        last = before[nth];
    }
    stays
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_weighs_most_stays() {
        let stays = |pairs: &[(usize, usize, usize)]| heaviest_ascending(pairs);
        assert_eq!(
            stays(&[(2, 0, 5), (0, 1, 2), (1, 2, 2)]),
            [true, false, false]
        );
        assert_eq!(
            stays(&[(2, 0, 3), (0, 1, 2), (1, 2, 2)]),
            [false, true, true]
        );
        assert!(stays(&[]).is_empty());
    }
}
