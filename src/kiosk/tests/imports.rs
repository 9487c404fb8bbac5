//! What a kiosk takes and what it refuses, what it falls back to, and what it never forgets.

use crate::bench::{Bench, Files, SITE, Signers, bundle, manifest, whole};
use base::lang::Lang;
use base::message::Message;
use kiosk::import::import;
use kiosk::refusal::Refusal;
use kiosk::state::Kiosk;
use std::collections::BTreeSet;
use std::fs;

/// The same site with one page changed and one new.
const CHANGED: Files<'static> = &[
    SITE[0],
    SITE[1],
    SITE[2],
    ("index.html", b"<h1>Phuong Mau</h1><p>ban moi</p>"),
    SITE[4],
    SITE[5],
    ("tin/index.html", b"<h1>Tin</h1>"),
];

fn takes(bench: &Bench, bytes: &[u8]) -> Result<u64, Refusal> {
    let stick = bench.stick(bytes);
    import(&bench.kiosk(), &stick).map(|taken| taken.release)
}

#[test]
fn releases_follow_each_other_and_none_comes_back() {
    let signers = Signers::new(1);
    let bench = Bench::new(&signers);
    assert_eq!(bench.release(), 0);
    for release in [3, 4, 9, 10, 11] {
        let files = if release % 2 == 0 { CHANGED } else { SITE };
        assert_eq!(takes(&bench, &whole(&signers, release, files)), Ok(release));
        assert_eq!(bench.release(), release);
    }
    let again = takes(&bench, &whole(&signers, 11, SITE));
    assert_eq!(again, Err(Refusal::AlreadyTaken { release: 11 }));
    let older = takes(&bench, &whole(&signers, 10, SITE));
    let (release, floor) = (10, 11);
    assert_eq!(older, Err(Refusal::Older { release, floor }));
    assert_eq!(bench.release(), 11);
}

#[test]
fn a_thin_bundle_needs_the_release_that_it_was_made_for() {
    let signers = Signers::new(1);
    let thin = bundle(&signers, &manifest(4, CHANGED), CHANGED, |path| {
        ["index.html", "tin/index.html"].contains(&path)
    });
    let bench = Bench::new(&signers);
    assert_eq!(
        takes(&bench, &thin),
        Err(Refusal::MissingParts { count: 4 })
    );
    assert_eq!(takes(&bench, &whole(&signers, 3, SITE)), Ok(3));
    assert_eq!(takes(&bench, &thin), Ok(4));
    // The slot holds what the whole bundle would be.
    let (state, _) = bench.kiosk().current();
    let slot = bench.kiosk().slot_path(state.shown.expect("shown").slot);
    assert!(fs::read(slot).expect("readable") == whole(&signers, 4, CHANGED));
}

#[test]
fn what_is_not_for_this_kiosk_is_refused_and_nothing_changes() {
    let signers = Signers::new(1);
    let bench = Bench::new(&signers);
    assert_eq!(takes(&bench, &whole(&signers, 3, SITE)), Ok(3));
    let changed = |change: &dyn Fn(&mut kiosk::bundle::BundleManifest)| {
        let mut manifest = manifest(5, SITE);
        change(&mut manifest);
        takes(&bench, &bundle(&signers, &manifest, SITE, |_| true))
    };
    let theirs = "binh".to_owned();
    assert_eq!(
        changed(&|manifest| manifest.ward = theirs.clone()),
        Err(Refusal::OtherWard {
            theirs: theirs.clone(),
            ours: "mau".into()
        })
    );
    assert_eq!(
        changed(&|manifest| manifest.program = 2),
        Err(Refusal::NewerProgram { needed: 2, ours: 1 })
    );
    assert_eq!(takes(&bench, b"not a bundle"), Err(Refusal::NotABundle {}));
    assert_eq!(
        import(&bench.kiosk(), &bench.path("khong-co")),
        Err(Refusal::NotThere {})
    );
    fs::create_dir(bench.path("thu-muc.loa")).expect("made");
    assert_eq!(
        import(&bench.kiosk(), &bench.path("thu-muc.loa")),
        Err(Refusal::NotAFile {})
    );
    let lock = bench.kiosk().lock().expect("free");
    assert_eq!(
        takes(&bench, &whole(&signers, 6, SITE)),
        Err(Refusal::Busy {})
    );
    drop(lock);
    assert_eq!(bench.release(), 3);
    let large = fs::File::create(bench.path("lon.loa")).expect("made");
    large.set_len((2 << 30) + 1).expect("sparse");
    assert_eq!(
        import(&bench.kiosk(), &bench.path("lon.loa")),
        Err(Refusal::TooLarge {})
    );
    assert_eq!(bench.release(), 3);
}

#[test]
fn keys_that_were_replaced_sign_nothing_any_more() {
    let old = Signers::new(1);
    let new = Signers {
        epoch: 2,
        release: Signers::new(3).release,
        ..Signers::new(1)
    };
    let bench = Bench::new(&old);
    assert_eq!(takes(&bench, &whole(&old, 3, SITE)), Ok(3));
    let mut rotated = manifest(4, SITE);
    rotated.epoch = 2;
    assert_eq!(
        takes(&bench, &bundle(&new, &rotated, SITE, |_| true)),
        Ok(4)
    );
    let refused = Refusal::OldKeys { theirs: 1, ours: 2 };
    assert_eq!(takes(&bench, &whole(&old, 5, SITE)), Err(refused));
    // What lies in a slot since before may still be gone back to.
    let kiosk = bench.kiosk();
    for _ in 0..3 {
        kiosk.fail(&kiosk.lock().expect("free")).expect("written");
    }
    assert_eq!(bench.release(), 3);
}

#[test]
fn three_failed_checks_go_back_and_the_floor_stays() {
    let signers = Signers::new(1);
    let bench = Bench::new(&signers);
    assert_eq!(takes(&bench, &whole(&signers, 3, SITE)), Ok(3));
    let kiosk = bench.kiosk();
    let lock = || kiosk.lock().expect("free");
    assert_eq!(kiosk.confirm(&lock()).expect("written").trial, None);
    assert_eq!(takes(&bench, &whole(&signers, 5, CHANGED)), Ok(5));
    // Starting again, as behind a power cut, is no failed check.
    for _ in 0..5 {
        assert_eq!(bench.release(), 5);
    }
    kiosk.fail(&lock()).expect("written");
    kiosk.fail(&lock()).expect("written");
    assert_eq!(bench.release(), 5);
    let state = kiosk.fail(&lock()).expect("written");
    assert_eq!((bench.release(), state.floor, state.trial), (3, 5, None));
    // A failed check of what is on no trial changes nothing.
    kiosk.fail(&lock()).expect("written");
    let refused = Refusal::AlreadyTaken { release: 5 };
    assert_eq!(takes(&bench, &whole(&signers, 5, CHANGED)), Err(refused));
    assert_eq!(takes(&bench, &whole(&signers, 6, CHANGED)), Ok(6));
}

#[test]
fn where_nothing_was_before_failed_checks_end() {
    let signers = Signers::new(1);
    let bench = Bench::new(&signers);
    assert_eq!(takes(&bench, &whole(&signers, 3, SITE)), Ok(3));
    let kiosk = bench.kiosk();
    let fail = || kiosk.fail(&kiosk.lock().expect("free")).expect("written");
    let failures = || fail().trial.map(|trial| trial.failures);
    assert_eq!([failures(), failures(), failures()], [1, 2, 3].map(Some));
    let generation = kiosk.generation();
    assert_eq!(failures(), Some(3));
    assert_eq!((kiosk.generation(), bench.release()), (generation, 3));
    // It may still prove itself.
    let state = kiosk
        .confirm(&kiosk.lock().expect("free"))
        .expect("written");
    assert_eq!((state.trial, bench.release()), (None, 3));
}

#[test]
fn spoilt_slots_and_records_leave_the_best_that_is_whole() {
    let signers = Signers::new(1);
    let bench = Bench::new(&signers);
    for release in [3, 4, 5] {
        assert_eq!(takes(&bench, &whole(&signers, release, SITE)), Ok(release));
    }
    let kiosk = bench.kiosk();
    let slot = kiosk.current().0.shown.expect("shown").slot;
    let spoil = |path: std::path::PathBuf| {
        let mut bytes = fs::read(&path).expect("readable");
        let middle = bytes.len() - 3;
        bytes[middle] ^= 1;
        fs::write(path, bytes).expect("written");
    };
    spoil(kiosk.slot_path(slot));
    assert_eq!(bench.release(), 4, "the older record's");
    for record in ["state-0", "state-1"] {
        fs::write(bench.state().join(record), [7; 512]).expect("written");
    }
    assert_eq!(bench.release(), 4, "the highest whole slot");
    let (release, floor) = (2, 4);
    let older = takes(&bench, &whole(&signers, 2, SITE));
    assert_eq!(older, Err(Refusal::Older { release, floor }));
    assert_eq!(takes(&bench, &whole(&signers, 9, SITE)), Ok(9));
    assert_eq!(bench.release(), 9);
    for slot in 0..3 {
        fs::remove_file(kiosk.slot_path(slot)).ok();
    }
    assert_eq!(bench.release(), 0);
    let (release, floor) = (8, 9);
    let older = takes(&bench, &whole(&signers, 8, SITE));
    assert_eq!(
        older,
        Err(Refusal::Older { release, floor }),
        "a record remembers"
    );
}

#[test]
fn a_folder_is_set_up_once_and_for_a_ward() {
    let signers = Signers::new(1);
    let bench = Bench::new(&signers);
    let root = bench.path("root.pub");
    let again = Kiosk::set_up(&bench.state(), "mau", "1", &root).map(|_| ());
    assert_eq!(again, Err(Refusal::SetUpBefore {}));
    let other = bench.path("other");
    for ward in ["", "Mẫu", "a b", "a/b", ".."] {
        let made = Kiosk::set_up(&other, ward, "1", &root).map(|_| ());
        assert_eq!(made, Err(Refusal::NotAWard { ward: ward.into() }));
    }
    fs::write(bench.path("khac"), "loa-root-keys 1\n").expect("written");
    let made = Kiosk::set_up(&other, "mau", "1", &bench.path("khac")).map(|_| ());
    assert_eq!(made, Err(Refusal::NotRootKeys {}));
    assert_eq!(Kiosk::open(&other).map(|_| ()), Err(Refusal::NotSetUp {}));
}

/// Whoever stands before the screen knows which it is.
#[test]
fn every_refusal_has_its_own_sentence() {
    let sentences: BTreeSet<_> = Refusal::VIETNAMESE.iter().collect();
    assert_eq!(sentences.len(), Refusal::VIETNAMESE.len());
    for sentence in Refusal::VIETNAMESE {
        let parts = sentence.split(['{', '}']).step_by(2);
        let sentence = parts.collect::<String>();
        assert!(
            !sentence.contains("bundle") && !sentence.contains("release"),
            "{sentence}"
        );
    }
    assert!(Refusal::NotAFile {}.text(Lang::Vi).contains("thư mục"));
}
