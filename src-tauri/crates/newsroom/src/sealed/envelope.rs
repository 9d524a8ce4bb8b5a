//! The sealed file's bytes: kind, cost, salt and nonce; what they seal; a checksum. Knows keys and passphrases; touches no file.

use std::collections::BTreeMap;
use std::fmt;

use argon2::{Algorithm, Argon2, Block, Params, Version};
use chacha20poly1305::XChaCha20Poly1305;
use chacha20poly1305::aead::{AeadInOut, KeyInit};
use icu_normalizer::ComposingNormalizerBorrowed;
use sha2::{Digest, Sha256};
use zeroize::Zeroizing;

/// What is sealed: secrets by their names. Overwritten in memory when it goes.
pub(super) type Kept = BTreeMap<String, Zeroizing<String>>;

/// How a file begins: its kind, and the format's number.
const MAGIC: [u8; 8] = *b"marbre\0\x01";
const SALT: usize = 16;
const NONCE: usize = 24;
const KEY: usize = 32;
const TAG: usize = 16;
pub(super) const CHECKSUM: usize = 32;

/// What a passphrase costs whoever tries it: us once at each start, a thief at each guess.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SealingCost {
    /// Memory, in KiB.
    memory: u32,
    /// Passes over it.
    passes: u32,
    /// Lanes in it; they are filled one after the other here, so more than one would help only the thief.
    lanes: u32,
}

impl SealingCost {
    /// What is shipped: three passes over 128 MiB, twice the memory of RFC 9106's second choice and, for
    /// whoever guesses, eight times the work of what OWASP asks for at least (46 MiB, one pass). She waits a
    /// third of a second for it, measured on two slow cores.
    pub const SHIPPED: Self = Self {
        memory: 128 * 1024,
        passes: 3,
        lanes: 1,
    };
    /// The least there is: for tests, and for them only.
    pub const LEAST: Self = Self {
        memory: 8,
        passes: 1,
        lanes: 1,
    };
    /// The most that is taken from a file: eight seconds there. Whoever wrote it shall not have all memory and
    /// a day.
    const MOST: Self = Self {
        memory: 512 * 1024,
        passes: 16,
        lanes: 4,
    };

    fn params(self) -> Option<Params> {
        let most = Self::MOST;
        let bounded =
            self.memory <= most.memory && self.passes <= most.passes && self.lanes <= most.lanes;
        let params = Params::new(self.memory, self.passes, self.lanes, Some(KEY));
        params.ok().filter(|_| bounded)
    }
}

/// What the journalist alone knows. Shown by nothing, overwritten in memory when it goes.
#[derive(PartialEq, Eq)]
pub struct Passphrase(Zeroizing<String>);

impl Passphrase {
    /// The fewest characters of one that is chosen: four common words.
    pub const LEAST: usize = 12;

    /// As it was typed. The same letters are the same passphrase, however a keyboard composes its accents.
    pub fn new(typed: String) -> Self {
        let typed = Zeroizing::new(typed);
        let composed = ComposingNormalizerBorrowed::new_nfc().normalize(&typed);
        Self(Zeroizing::new(composed.into_owned()))
    }

    /// Whether it is long enough to be chosen.
    pub fn is_long_enough(&self) -> bool {
        self.0.chars().count() >= Self::LEAST
    }
}

impl fmt::Debug for Passphrase {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("Passphrase")
    }
}

/// Why nothing can be sealed or unsealed here.
pub(super) enum Unsealed {
    /// Not such a file, or not as it was written.
    Damaged(&'static str),
    /// The passphrase is another one; or somebody who knows the format changed the file.
    Wrong,
    /// No memory, no randomness.
    Machine(String),
}

/// A passphrase's key, for the file that has this salt.
pub(super) struct Key {
    cost: SealingCost,
    salt: [u8; SALT],
    key: Zeroizing<[u8; KEY]>,
}

impl Key {
    /// A new one, with a salt of its own.
    pub(super) fn new(passphrase: &Passphrase, cost: SealingCost) -> Result<Self, Unsealed> {
        Self::derive(passphrase, cost, random()?)
    }

    fn derive(
        passphrase: &Passphrase,
        cost: SealingCost,
        salt: [u8; SALT],
    ) -> Result<Self, Unsealed> {
        let params = cost.params();
        let params = params.ok_or(Unsealed::Damaged("its cost is out of bounds"))?;
        let mut memory = Zeroizing::new(Vec::new());
        let blocks = params.block_count();
        let room = memory.try_reserve_exact(blocks);
        room.map_err(|error| Unsealed::Machine(error.to_string()))?;
        memory.resize(blocks, Block::new());
        let mut key = Zeroizing::new([0; KEY]);
        Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
            .hash_password_into_with_memory(
                passphrase.0.as_bytes(),
                &salt,
                &mut *key,
                memory.as_mut_slice(),
            )
            .map_err(|error| Unsealed::Machine(error.to_string()))?;
        Ok(Self { cost, salt, key })
    }

    /// A file's bytes. The nonce is new each time; 24 random bytes never come twice.
    pub(super) fn seal(&self, kept: &Kept) -> Result<Vec<u8>, Unsealed> {
        let nonce = random()?;
        let header = self.header(&nonce);
        let mut sealed = written(kept)?;
        self.cipher()
            .encrypt_in_place(&nonce.into(), &header, &mut *sealed)
            .map_err(|error| Unsealed::Machine(error.to_string()))?;
        let mut file = [&header, sealed.as_slice()].concat();
        let checksum = Sha256::digest(&file);
        file.extend_from_slice(&checksum);
        Ok(file)
    }

    fn header(&self, nonce: &[u8; NONCE]) -> Vec<u8> {
        let SealingCost {
            memory,
            passes,
            lanes,
        } = self.cost;
        let numbers = [memory, passes, lanes].map(u32::to_le_bytes);
        [&MAGIC[..], numbers.as_flattened(), &self.salt, nonce].concat()
    }

    fn cipher(&self) -> XChaCha20Poly1305 {
        XChaCha20Poly1305::new((&*self.key).into())
    }
}

/// A file's bytes, looked at: whole, and of a format that we know.
pub(super) struct Envelope<'a> {
    header: &'a [u8],
    cost: SealingCost,
    salt: [u8; SALT],
    nonce: [u8; NONCE],
    sealed: &'a [u8],
}

impl<'a> Envelope<'a> {
    /// The checksum tells a damaged file from a wrong passphrase. It proves nothing against somebody who
    /// means harm: that is the tag's work, which covers the header too.
    pub(super) fn of(file: &'a [u8]) -> Result<Self, Unsealed> {
        let (said, checksum) = file
            .split_last_chunk::<CHECKSUM>()
            .ok_or(Unsealed::Damaged("it is too short"))?;
        if Sha256::digest(said).as_slice() != checksum.as_slice() {
            return Err(Unsealed::Damaged("its checksum is another"));
        }
        Self::read(said).ok_or(Unsealed::Damaged("its format is not known"))
    }

    fn read(said: &'a [u8]) -> Option<Self> {
        let mut rest = said;
        let magic: [u8; MAGIC.len()] = take(&mut rest)?;
        let [memory, passes, lanes] = [take(&mut rest)?, take(&mut rest)?, take(&mut rest)?];
        let cost = SealingCost {
            memory: u32::from_le_bytes(memory),
            passes: u32::from_le_bytes(passes),
            lanes: u32::from_le_bytes(lanes),
        };
        let (salt, nonce) = (take(&mut rest)?, take(&mut rest)?);
        (magic == MAGIC).then_some(Self {
            header: &said[..said.len() - rest.len()],
            cost,
            salt,
            nonce,
            sealed: rest,
        })
    }

    /// Whether a passphrase opens it: its key, and what was sealed.
    pub(super) fn unseal(&self, passphrase: &Passphrase) -> Result<(Key, Kept), Unsealed> {
        let key = Key::derive(passphrase, self.cost, self.salt)?;
        let mut said = Zeroizing::new(self.sealed.to_vec());
        key.cipher()
            .decrypt_in_place(&self.nonce.into(), self.header, &mut *said)
            .map_err(|_| Unsealed::Wrong)?;
        let kept = serde_json::from_slice(&said);
        let kept = kept.map_err(|_| Unsealed::Damaged("what it seals is not ours"))?;
        Ok((key, kept))
    }
}

fn take<const N: usize>(rest: &mut &[u8]) -> Option<[u8; N]> {
    let (taken, left) = rest.split_first_chunk()?;
    *rest = left;
    Some(*taken)
}

/// As JSON, in a buffer that never grows: growing would leave a copy behind.
fn written(kept: &Kept) -> Result<Zeroizing<Vec<u8>>, Unsealed> {
    // A character is six bytes at the most; quotes, colon and comma beside.
    let room = |(name, secret): (&String, &Zeroizing<String>)| 6 * (name.len() + secret.len()) + 6;
    let room = kept.iter().map(room).sum::<usize>() + 2 + TAG;
    let mut said = Zeroizing::new(Vec::with_capacity(room));
    serde_json::to_writer(&mut *said, kept).map_err(|e| Unsealed::Machine(e.to_string()))?;
    Ok(said)
}

fn random<const N: usize>() -> Result<[u8; N], Unsealed> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).map_err(|error| Unsealed::Machine(error.to_string()))?;
    Ok(bytes)
}
