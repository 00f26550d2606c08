//! `check(&Document, &Policy)`: the one function that finds what is wrong with a submission.
