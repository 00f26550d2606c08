//! Working on many files at once, in an order that never varies.

use rayon::ThreadPoolBuilder;
use rayon::iter::{IntoParallelRefIterator, ParallelIterator};

/// Most files that are checked together.
const BATCH: usize = 24;

/// How many files are checked together: few enough that all threads have work.
pub(super) fn batch_size(files: usize, threads: Option<usize>) -> usize {
    let threads = threads.or_else(|| std::thread::available_parallelism().ok().map(usize::from));
    files.div_ceil(threads.unwrap_or(1).max(1) * 4).clamp(1, BATCH)
}

/// Works on files or batches of them, in parallel if there are several; the results are in their order.
pub(super) fn each<F: Sync, T: Send>(
    files: &[F],
    threads: Option<usize>,
    work: impl Fn(&F) -> T + Sync,
) -> Vec<T> {
    let one_by_one = || files.iter().map(&work).collect();
    if files.len() < 2 || threads == Some(1) {
        return one_by_one();
    }
    match ThreadPoolBuilder::new().num_threads(threads.unwrap_or(0)).build() {
        Ok(pool) => pool.install(|| files.par_iter().map(&work).collect()),
        // A system that gives no more threads still lets us work.
        Err(_) => one_by_one(),
    }
}
