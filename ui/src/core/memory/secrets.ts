// Where the core in memory keeps credentials: a keychain that may be away, and a passphrase; holds no credential.
import type { Failure, FailureCode, Safekeeping } from '../contract';

/** How credentials are kept, and under which passphrase. */
export class MemorySafe {
  /** How they are kept. */
  readonly standing: Safekeeping = { keychain: true, sealed: 'none', leastCharacters: 12 };
  /** The passphrase that was chosen. */
  passphrase: string | null = null;
  /** Where the file went that was set aside. */
  aside = 0;

  /** A first passphrase. */
  seal(passphrase: string): Safekeeping {
    if (this.standing.sealed !== 'none') throw refusal('secrets_locked');
    return this.#take(passphrase);
  }

  /** Opens what is sealed. */
  unlock(passphrase: string): Safekeeping {
    this.#check(passphrase);
    this.standing.sealed = 'open';
    return this.standing;
  }

  /** Closes it. */
  lock(): Safekeeping {
    if (this.standing.sealed === 'open') this.standing.sealed = 'locked';
    return this.standing;
  }

  /** Another passphrase. */
  change(current: string, next: string): Safekeeping {
    this.#check(current);
    return this.#take(next);
  }

  /** The file goes aside. */
  setAside(): Safekeeping {
    this.aside += 1;
    this.passphrase = null;
    this.standing.sealed = 'none';
    return this.standing;
  }

  #check(passphrase: string): void {
    if (this.standing.sealed === 'damaged') throw refusal('secrets_damaged');
    if (passphrase !== this.passphrase) throw refusal('passphrase_wrong');
  }

  #take(passphrase: string): Safekeeping {
    if ([...passphrase].length < this.standing.leastCharacters) throw refusal('passphrase_short');
    this.passphrase = passphrase;
    this.standing.sealed = 'open';
    return this.standing;
  }
}

function refusal(code: FailureCode): Failure {
  return { code, message: 'secrets.sealed' };
}
