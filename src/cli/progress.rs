//! How far a long run is, shown to a person who waits for it: on standard error, only on a terminal, only after a while, and
//! gone before anything else is shown.

use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::terminal::Terminal;

/// How long a run may take without being shown.
const PATIENCE: Duration = Duration::from_millis(500);

/// How far a run is. It is cleared when dropped.
pub(super) struct Progress {
    bar: ProgressBar,
    begin: Instant,
    patience: Duration,
    /// Where it will be shown, until it is.
    target: Mutex<Option<ProgressDrawTarget>>,
}

impl Progress {
    /// The progress of what `task` says, as far as somebody sees it.
    pub(super) fn new(task: String, terminal: &Terminal) -> Self {
        let target = terminal.shows_progress.then(ProgressDrawTarget::stderr);
        Self::shown_on(target, PATIENCE, task)
    }

    fn shown_on(target: Option<ProgressDrawTarget>, patience: Duration, task: String) -> Self {
        let bar = ProgressBar::with_draw_target(Some(0), ProgressDrawTarget::hidden()).with_message(task);
        if let Ok(style) = ProgressStyle::with_template("{msg} {bar:30} {pos}/{len}") {
            bar.set_style(style.progress_chars("━╸ "));
        }
        Self { bar, begin: Instant::now(), patience, target: Mutex::new(target) }
    }

    /// So many more steps are to come.
    pub(super) fn expect(&self, steps: usize) {
        self.bar.inc_length(steps as u64);
    }

    /// A step is done.
    pub(super) fn step(&self) {
        self.bar.inc(1);
        if self.begin.elapsed() < self.patience {
            return;
        }
        let mut target = self.target.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(target) = target.take() {
            self.bar.set_draw_target(target);
            self.bar.tick();
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}

#[cfg(test)]
mod tests {
    use std::io;
    use std::sync::Arc;

    use indicatif::TermLike;

    use super::*;

    /// What a terminal would be sent: texts, and `<clear>` for a line that is cleared.
    #[derive(Clone, Debug, Default)]
    struct Sent(Arc<Mutex<String>>);

    impl Sent {
        fn push(&self, text: &str) -> io::Result<()> {
            self.0.lock().unwrap_or_else(PoisonError::into_inner).push_str(text);
            Ok(())
        }

        fn text(&self) -> String {
            self.0.lock().unwrap_or_else(PoisonError::into_inner).clone()
        }
    }

    impl TermLike for Sent {
        fn width(&self) -> u16 {
            80
        }
        fn move_cursor_up(&self, _: usize) -> io::Result<()> {
            Ok(())
        }
        fn move_cursor_down(&self, _: usize) -> io::Result<()> {
            Ok(())
        }
        fn move_cursor_right(&self, _: usize) -> io::Result<()> {
            Ok(())
        }
        fn move_cursor_left(&self, _: usize) -> io::Result<()> {
            Ok(())
        }
        fn write_line(&self, text: &str) -> io::Result<()> {
            self.push(text)
        }
        fn write_str(&self, text: &str) -> io::Result<()> {
            self.push(text)
        }
        fn clear_line(&self) -> io::Result<()> {
            self.push("<clear>")
        }
        fn flush(&self) -> io::Result<()> {
            Ok(())
        }
    }

    fn run(patience: Duration) -> (String, String) {
        let sent = Sent::default();
        let target = ProgressDrawTarget::term_like(Box::new(sent.clone()));
        let progress = Progress::shown_on(Some(target), patience, "testing rules".to_owned());
        progress.expect(4);
        progress.step();
        let shown = sent.text();
        drop(progress);
        (shown, sent.text())
    }

    #[test]
    fn a_long_run_is_shown_and_cleared_at_its_end() {
        let (shown, all) = run(Duration::ZERO);
        assert!(shown.contains("testing rules ━━━━━━━╸"), "{shown}");
        assert!(shown.contains("1/4"), "{shown}");
        assert!(all.ends_with("<clear>"), "{all}");
    }

    #[test]
    fn a_short_run_is_not_shown() {
        assert_eq!(run(Duration::MAX), (String::new(), String::new()));
    }
}
