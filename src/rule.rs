//! Rule files and packs: load them with findings for all that is wrong in them, compile them into a policy.
