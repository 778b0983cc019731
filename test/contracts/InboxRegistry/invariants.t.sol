// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IInboxRegistry} from "../../../contracts/interfaces/IInboxRegistry.sol";
import {ISigned} from "../../../contracts/interfaces/ISigned.sol";
import {IWholeInboxRegistry} from "./IWholeInboxRegistry.sol";
import {InboxRegistryTest} from "./InboxRegistryTest.sol";
import {RecoveryModel} from "./RecoveryModel.sol";

/// @title Eight people who use the registry in any order, and one who trespasses
/// @notice Each public function succeeds always. Most pick from what is possible now; {attempt} lets anyone try anything.
/// Either way the outcome is foretold, and a refusal by its whole error; what succeeded is written down as meant.
/// @dev In this file because Hardhat knows only the contracts of the files that it is asked to run.
contract InboxRegistryHandler is RecoveryModel {
    /* TYPES */

    /// @notice What was meant for a key. `expiresAt` in Unix seconds, 0 never.
    struct Meant {
        bool added;
        bool revoked;
        uint40 expiresAt;
    }

    /// @notice Who registered an inbox, and with which number.
    struct Origin {
        address wallet;
        uint64 inboxNonce;
    }

    /* STORAGE */

    uint256 public constant PEOPLE = 8;
    uint256 private constant _MAX_INBOXES = 6;

    Account[] private _people;
    bytes32[] private _inboxIds;
    bytes32 private immutable _trespassers;
    mapping(bytes32 inboxId => Origin) private _origins;
    mapping(address wallet => bytes32 inboxId) public inboxMeant;
    mapping(address wallet => uint64) private _inboxNonces;
    mapping(address signer => uint256) public nonceMeant;
    /// @dev By the seed that gives the key. An inbox that has only revoked keys takes the next seed.
    mapping(bytes32 inboxId => Meant[]) private _meant;

    /// @notice How often something came about.
    mapping(string what => uint256) public happened;

    /// @notice Unix seconds. The runner's own clock may stand still between calls.
    uint256 public clock = NOW;

    modifier onTime() {
        vm.warp(clock);
        _;
    }

    constructor(IWholeInboxRegistry registry_) {
        registry = registry_;
        for (uint256 i = 0; i < PEOPLE; ++i) _people.push(makeAccount(string.concat("person ", vm.toString(i))));
        _trespassers = registerInbox(mallory.addr);
        // Some have an inbox from the start.
        for (uint256 i = 0; i < 3; ++i) _register(_people[i], _people[i + 3].addr, false);
    }

    /* WALLETS */

    /// @dev When there are enough inboxes, someone tries to have an old one again.
    function register(uint256 who, uint256 recovery, uint256 seed) external onTime {
        if (_inboxIds.length < _MAX_INBOXES) _register(_unlinked(who), _personAt(recovery), seed % 2 == 0);
        else _registerAgain(_inboxAt(seed));
    }

    function linkWallet(uint256 who, uint256 inbox) external onTime {
        bytes32 inboxId = _inboxAt(inbox);
        _link(recoveryMeant[inboxId], inboxId, _unlinked(who));
    }

    function unlinkWallet(uint256 who, uint256 seed) external onTime {
        Account memory wallet = _linked(who);
        bytes32 inboxId = inboxMeant[wallet.addr];
        _unlink(seed % 2 == 0 ? recoveryMeant[inboxId] : wallet.addr, inboxId, wallet.addr);
    }

    /* KEYS */

    function addKey(uint256 who, uint256 key, uint256 lifetime, uint256 seed) external onTime {
        Account memory wallet = _linked(who);
        bytes32 inboxId = inboxMeant[wallet.addr];
        key = _keyNotRevoked(inboxId, key);
        uint256 expiresAt = lifetime % 3 == 0 ? 0 : clock + 1 + (lifetime % 20 days);
        if (seed % 2 == 0) {
            _addKey(wallet.addr, inboxId, key, expiresAt);
            return;
        }
        AddKeys memory value = AddKeys(
            wallet.addr,
            inboxId,
            list(keyOf(key, expiresAt)),
            nonceMeant[wallet.addr]++,
            clock
        );
        registry.addKeysFor(wallet.addr, inboxId, value.keys, clock, sign(wallet, digestOf(value)));
        _keyWasAdded(inboxId, key, expiresAt);
    }

    function revokeKey(uint256 who, uint256 key, uint256 seed) external onTime {
        Account memory wallet = _linked(who);
        bytes32 inboxId = inboxMeant[wallet.addr];
        key = _keyOrNew(inboxId, key);
        if (seed % 3 != 0) {
            _revokeKey(seed % 3 == 1 ? recoveryMeant[inboxId] : wallet.addr, inboxId, key);
            return;
        }
        bytes32[] memory keyIds = list(idOf(keyOf(key)));
        RevokeKeys memory value = RevokeKeys(wallet.addr, inboxId, keyIds, nonceMeant[wallet.addr]++, clock);
        registry.revokeKeysFor(wallet.addr, inboxId, keyIds, clock, sign(wallet, digestOf(value)));
        _meant[inboxId][key].revoked = true;
        ++happened["key revoked"];
    }

    function revokeAllKeys(uint256 who, uint256 seed) external onTime {
        address wallet = _linked(who).addr;
        bytes32 inboxId = inboxMeant[wallet];
        _revokeAllKeys(seed % 2 == 0 ? recoveryMeant[inboxId] : wallet, inboxId);
    }

    /* RECOVERY */

    function nameGuardian(uint256 inbox, uint256 who) external onTime {
        bytes32 inboxId = _inboxAt(inbox);
        address guardian = _personAt(who);
        // Nobody, or who is in office already.
        if (who % 10 == 8) guardian = address(0);
        if (who % 10 == 9) guardian = guardianMeant(inboxId, clock);
        _nameGuardian(recoveryMeant[inboxId], inboxId, guardian);
    }

    function startTransfer(uint256 inbox, uint256 to, uint256 seed) external onTime {
        bytes32 inboxId = _inboxWithTransfer(inbox, false);
        _startTransfer(_starterOf(inboxId, seed), inboxId, _personAt(to));
    }

    function cancelTransfer(uint256 inbox, uint256 who, uint256 seed) external onTime {
        bytes32 inboxId = _pendingInbox(inbox, seed);
        (address recovery, address guardian) = (recoveryMeant[inboxId], guardianMeant(inboxId, clock));
        address wallet = _walletOf(inboxId, who);
        address caller = recovery;
        if (who % 3 == 1 && guardian != address(0)) caller = guardian;
        if (who % 3 == 2 && wallet != address(0)) caller = wallet;
        _cancelTransfer(caller, inboxId);
    }

    /// @dev Tries too early sometimes. The transfer may die while it waits for its day, or take a change of guardian along.
    function acceptTransfer(uint256 inbox, uint256 seed) external onTime {
        bytes32 inboxId = _pendingInbox(inbox, seed);
        Transfer memory transfer = transferMeant(inboxId, clock);
        if (seed % 4 == 0) _acceptTransfer(transfer.to, inboxId);
        if (seed % 4 >= 2) _nameGuardian(recoveryMeant[inboxId], inboxId, _personAt(seed >> 16));
        uint256 due = transfer.startedAt + 2 days;
        if (clock < due) _goTo(due);
        _acceptTransfer(transfer.to, inboxId);
    }

    /* TIME */

    function letTimePass(uint256 time) external onTime {
        _goTo(clock + (time % 4 == 0 ? (time >> 8) % 40 days : (time >> 8) % 1 days));
    }

    /// @dev To the very second in which something changes by itself, or to one beside it.
    function goToADueSecond(uint256 inbox, uint256 which, uint256 offset) external onTime {
        bytes32 inboxId = _inboxAt(inbox);
        uint256[] memory seconds_ = dueSeconds(inboxId);
        if (seconds_.length == 0) {
            _nameGuardian(recoveryMeant[inboxId], inboxId, _personAt(which));
            seconds_ = dueSeconds(inboxId);
        }
        uint256 second = seconds_[which % seconds_.length] + (offset % 3) - 1;
        if (second > clock) _goTo(second);
        ++happened[
            offset % 3 == 0
                ? "one second before"
                : offset % 3 == 1
                    ? "in that second"
                    : "one second after"
        ];
    }

    /* ATTEMPTS */

    /// @dev Anyone tries anything, on any inbox, right or wrong.
    function attempt(uint256 what, uint256 who, uint256 inbox, uint256 other) external onTime {
        bytes32 inboxId = _inboxAt(inbox);
        address caller = who % (PEOPLE + 1) == PEOPLE ? mallory.addr : _people[who % (PEOPLE + 1)].addr;
        Account memory person_ = _people[other % PEOPLE];
        what %= 9;
        if (what == 0) _link(caller, inboxId, person_);
        else if (what == 1) _unlink(caller, inboxId, person_.addr);
        else if (what == 2) _addKey(caller, inboxId, _keyOrNew(inboxId, other), 0);
        else if (what == 3)
            _revokeKey(caller, inboxId, _keyOrNew(inboxId, other));
            // One who may would leave no key to anyone too often.
        else if (what == 4) _revokeAllKeys(mallory.addr, inboxId);
        else if (what == 5) _nameGuardian(caller, inboxId, person_.addr);
        else if (what == 6) _startTransfer(caller, inboxId, other % 9 == 8 ? address(0) : person_.addr);
        else if (what == 7) _cancelTransfer(caller, inboxId);
        else _acceptTransfer(caller, inboxId);
    }

    /// @dev By a signature that is another's, for another number, for another inbox, or late.
    function attemptWithABadSignature(uint256 what, uint256 who, uint256 inbox, uint256 seed) external onTime {
        Account memory victim = _people[who % PEOPLE];
        (address signer, bytes32 inboxId) = (victim.addr, _inboxAt(inbox));
        uint256 deadline = seed % 4 == 3 ? clock - 1 : clock;
        uint256 nonce = nonceMeant[signer];
        if (seed % 4 == 0) victim = mallory;
        if (seed % 4 == 1) nonce = nonce == 0 ? 1 : nonce - 1;
        bytes32 signed = seed % 4 == 2 ? keccak256("another") : inboxId;

        bytes memory call;
        what %= 4;
        if (what == 0) {
            address heir = seed % 4 == 2 ? mallory.addr : signer;
            Register memory value = Register(signer, 99, heir, noKeys(), nonce, deadline);
            bytes memory signature = sign(victim, digestOf(value));
            call = abi.encodeCall(registry.registerFor, (signer, 99, signer, noKeys(), deadline, signature));
        } else if (what == 1) {
            // Into the trespasser's own inbox, so that only the signature stands in her way.
            bytes32 into = seed % 4 == 2 ? signed : _trespassers;
            bytes memory signature = sign(victim, digestOf(LinkWallet(into, signer, nonce, deadline)));
            call = abi.encodeCall(registry.linkWallet, (_trespassers, signer, deadline, signature));
        } else if (what == 2) {
            IInboxRegistry.KeyInput[] memory keys = list(keyOf(seed));
            bytes memory signature = sign(victim, digestOf(AddKeys(signer, signed, keys, nonce, deadline)));
            call = abi.encodeCall(registry.addKeysFor, (signer, inboxId, keys, deadline, signature));
        } else {
            bytes32[] memory keyIds = list(idOf(keyOf(seed % 8)));
            bytes memory signature = sign(victim, digestOf(RevokeKeys(signer, signed, keyIds, nonce, deadline)));
            call = abi.encodeCall(registry.revokeKeysFor, (signer, inboxId, keyIds, deadline, signature));
        }
        bytes memory refusal =
            seed % 4 == 3
                ? abi.encodeWithSelector(ISigned.SignatureHasExpired.selector, deadline)
                : abi.encodeWithSelector(ISigned.InvalidSignature.selector, signer);
        _try("signature", mallory.addr, call, refusal);
    }

    function voidNonce(uint256 who) external onTime {
        address signer = _personAt(who);
        vm.prank(signer);
        vm.assertEq(registry.useNonce(), nonceMeant[signer]++, "nonce voided");
    }

    /* VIEWS */

    function person(uint256 index) external view returns (address) {
        return _people[index].addr;
    }

    function inboxIds() external view returns (bytes32[] memory) {
        return _inboxIds;
    }

    function keysMeant(bytes32 inboxId) external view returns (Meant[] memory) {
        return _meant[inboxId];
    }

    /// @return seconds_ Later than now, in which guardian or transfer change without anybody's doing.
    function dueSeconds(bytes32 inboxId) public view returns (uint256[] memory seconds_) {
        (, uint256 from) = changeMeant(inboxId, clock);
        Transfer memory transfer = transferMeant(inboxId, clock);
        uint256[3] memory all = [from, 0, 0];
        if (transfer.to != address(0)) (all[1], all[2]) = (transfer.startedAt + 2 days, transfer.startedAt + 30 days);
        uint256 count = 0;
        for (uint256 i = 0; i < 3; ++i) if (all[i] > clock) ++count;
        seconds_ = new uint256[](count);
        for (uint256 i = 3; i > 0; --i) if (all[i - 1] > clock) seconds_[--count] = all[i - 1];
    }

    /* CALLS, with what is foretold of them */

    function _register(Account memory wallet, address recovery, bool signed) private {
        uint64 inboxNonce = _inboxNonces[wallet.addr]++;
        bytes32 inboxId;
        if (signed) {
            Register memory value = Register(
                wallet.addr,
                inboxNonce,
                recovery,
                noKeys(),
                nonceMeant[wallet.addr]++,
                clock
            );
            bytes memory signature = sign(wallet, digestOf(value));
            inboxId = registry.registerFor(wallet.addr, inboxNonce, recovery, noKeys(), clock, signature);
        } else {
            vm.prank(wallet.addr);
            inboxId = registry.register(inboxNonce, recovery, noKeys());
        }
        _inboxIds.push(inboxId);
        _origins[inboxId] = Origin(wallet.addr, inboxNonce);
        recoveryMeant[inboxId] = recovery;
        inboxMeant[wallet.addr] = inboxId;
    }

    function _registerAgain(bytes32 inboxId) private {
        Origin memory origin = _origins[inboxId];
        bytes32 home = inboxMeant[origin.wallet];
        bytes memory refusal =
            home == 0
                ? abi.encodeWithSelector(IInboxRegistry.InboxAlreadyRegistered.selector, inboxId)
                : abi.encodeWithSelector(IInboxRegistry.WalletAlreadyLinked.selector, origin.wallet, home);
        bytes memory call = abi.encodeCall(registry.register, (origin.inboxNonce, mallory.addr, noKeys()));
        _try("register again", origin.wallet, call, refusal);
    }

    function _link(address caller, bytes32 inboxId, Account memory wallet) private {
        LinkWallet memory value = LinkWallet(inboxId, wallet.addr, nonceMeant[wallet.addr], clock);
        bytes memory signature = sign(wallet, digestOf(value));
        bytes32 home = inboxMeant[wallet.addr];
        bytes memory refusal;
        if (caller != recoveryMeant[inboxId]) {
            refusal = abi.encodeWithSelector(IInboxRegistry.NotRecovery.selector, inboxId, caller);
        } else if (home != 0) {
            refusal = abi.encodeWithSelector(IInboxRegistry.WalletAlreadyLinked.selector, wallet.addr, home);
        }
        bytes memory call = abi.encodeCall(registry.linkWallet, (inboxId, wallet.addr, clock, signature));
        if (!_try("link", caller, call, refusal)) return;
        inboxMeant[wallet.addr] = inboxId;
        ++nonceMeant[wallet.addr];
    }

    function _unlink(address caller, bytes32 inboxId, address wallet) private {
        bytes memory refusal;
        if (caller != wallet && caller != recoveryMeant[inboxId]) {
            refusal = _notWalletOrRecovery(inboxId, caller);
        } else if (inboxMeant[wallet] != inboxId) {
            refusal = abi.encodeWithSelector(IInboxRegistry.WalletNotLinked.selector, inboxId, wallet);
        }
        bytes memory call = abi.encodeCall(registry.unlinkWallet, (inboxId, wallet));
        if (_try("unlink", caller, call, refusal)) inboxMeant[wallet] = 0;
    }

    function _addKey(address caller, bytes32 inboxId, uint256 key, uint256 expiresAt) private {
        bytes32 keyId = idOf(keyOf(key));
        bytes memory refusal;
        if (inboxMeant[caller] != inboxId) {
            refusal = abi.encodeWithSelector(IInboxRegistry.NotWallet.selector, inboxId, caller);
        } else if (_meant[inboxId][key].revoked) {
            refusal = abi.encodeWithSelector(IInboxRegistry.KeyWasRevoked.selector, inboxId, keyId);
        }
        bytes memory call = abi.encodeCall(registry.addKeys, (inboxId, list(keyOf(key, expiresAt))));
        if (_try("add key", caller, call, refusal)) _keyWasAdded(inboxId, key, expiresAt);
    }

    function _keyWasAdded(bytes32 inboxId, uint256 key, uint256 expiresAt) private {
        _meant[inboxId][key].added = true;
        // Safety: tests use times far below 2^40.
        _meant[inboxId][key].expiresAt = uint40(expiresAt);
        ++happened["key added"];
    }

    function _revokeKey(address caller, bytes32 inboxId, uint256 key) private {
        bytes memory call = abi.encodeCall(registry.revokeKeys, (inboxId, list(idOf(keyOf(key)))));
        if (!_try("revoke key", caller, call, _refusalToRevoke(inboxId, caller))) return;
        _meant[inboxId][key].revoked = true;
        ++happened["key revoked"];
    }

    function _revokeAllKeys(address caller, bytes32 inboxId) private {
        bytes memory call = abi.encodeCall(registry.revokeAllKeys, (inboxId));
        if (!_try("revoke all keys", caller, call, _refusalToRevoke(inboxId, caller))) return;
        Meant[] storage meant = _meant[inboxId];
        for (uint256 i = 0; i < meant.length; ++i) if (meant[i].added) meant[i].revoked = true;
    }

    function _nameGuardian(address caller, bytes32 inboxId, address guardian) private {
        bytes memory call = abi.encodeCall(registry.setGuardian, (inboxId, guardian));
        (, uint256 from) = changeMeant(inboxId, clock);
        bool isSame = guardian == guardianMeant(inboxId, clock);
        if (!_try("name guardian", caller, call, refusalToName(inboxId, caller))) return;
        guardianWasNamed(inboxId, guardian, clock);
        if (from != 0) ++happened["change replaced"];
        if (isSame && guardian != address(0)) ++happened["same guardian named"];
        if (!isSame && guardian == address(0)) ++happened["guardian removed"];
    }

    function _startTransfer(address caller, bytes32 inboxId, address to) private {
        bytes memory call = abi.encodeCall(registry.startRecoveryTransfer, (inboxId, to));
        bytes memory refusal = refusalToStart(inboxId, caller, to, clock);
        if (!_try("start", caller, call, refusal)) return;
        transferWasStarted(inboxId, to, caller, clock);
        if (caller != recoveryMeant[inboxId]) ++happened["started by a guardian"];
    }

    function _cancelTransfer(address caller, bytes32 inboxId) private {
        bytes memory call = abi.encodeCall(registry.cancelRecoveryTransfer, (inboxId));
        bytes memory refusal = refusalToCancel(inboxId, caller, inboxMeant[caller] == inboxId, clock);
        if (_try("cancel", caller, call, refusal)) transferWasCancelled(inboxId);
    }

    function _acceptTransfer(address caller, bytes32 inboxId) private {
        bytes memory call = abi.encodeCall(registry.acceptRecoveryTransfer, (inboxId));
        (, uint256 from) = changeMeant(inboxId, clock);
        bool byGuardian = transferMeant(inboxId, clock).by != recoveryMeant[inboxId];
        if (!_try("accept", caller, call, refusalToAccept(inboxId, caller, clock))) return;
        transferWasAccepted(inboxId, clock);
        if (from != 0) ++happened["change dropped"];
        if (byGuardian) ++happened["accepted from a guardian"];
    }

    /// @return done Whether it succeeded, which it does if `refusal` is empty, and only then.
    function _try(
        string memory what,
        address caller,
        bytes memory call,
        bytes memory refusal
    ) private returns (bool done) {
        bytes memory answer;
        vm.prank(caller);
        (done, answer) = address(registry).call(call);
        vm.assertEq(done, refusal.length == 0, string.concat(what, ": done"));
        if (!done) vm.assertEq(answer, refusal, string.concat(what, ": refusal"));
        ++happened[string.concat(what, done ? " done" : " refused")];
    }

    /* PARTS */

    function _refusalToRevoke(bytes32 inboxId, address caller) private view returns (bytes memory) {
        if (inboxMeant[caller] == inboxId || caller == recoveryMeant[inboxId]) return "";
        return _notWalletOrRecovery(inboxId, caller);
    }

    function _notWalletOrRecovery(bytes32 inboxId, address caller) private pure returns (bytes memory) {
        return abi.encodeWithSelector(IInboxRegistry.NotWalletOrRecovery.selector, inboxId, caller);
    }

    /// @dev Counts the transfers that lapse, or lose their guardian, on the way.
    function _goTo(uint256 time) private {
        for (uint256 i = 0; i < _inboxIds.length; ++i) {
            Transfer memory transfer = transferMeant(_inboxIds[i], clock);
            if (transfer.to == address(0) || transferMeant(_inboxIds[i], time).to != address(0)) continue;
            ++happened[time < transfer.startedAt + 30 days ? "lost its guardian" : "lapsed"];
        }
        clock = time;
        vm.warp(time);
    }

    function _personAt(uint256 seed) private view returns (address) {
        return _people[seed % PEOPLE].addr;
    }

    function _inboxAt(uint256 seed) private view returns (bytes32) {
        return _inboxIds[seed % _inboxIds.length];
    }

    /// @dev From `start` on, one that has a pending transfer, or has none; if there is no such, the one at `start`.
    function _inboxWithTransfer(uint256 start, bool pending) private view returns (bytes32 inboxId) {
        for (uint256 i = 0; i < _inboxIds.length; ++i) {
            inboxId = _inboxIds[((start % _inboxIds.length) + i) % _inboxIds.length];
            if ((transferMeant(inboxId, clock).to != address(0)) == pending) return inboxId;
        }
        return _inboxAt(start);
    }

    /// @dev Starts a transfer where none is pending anywhere.
    function _pendingInbox(uint256 start, uint256 seed) private returns (bytes32 inboxId) {
        inboxId = _inboxWithTransfer(start, true);
        if (transferMeant(inboxId, clock).to == address(0)) {
            _startTransfer(_starterOf(inboxId, seed), inboxId, _personAt(seed >> 8));
        }
    }

    /// @dev Its guardian, if it has one, twice as often as its recovery.
    function _starterOf(bytes32 inboxId, uint256 seed) private view returns (address) {
        address guardian = guardianMeant(inboxId, clock);
        return guardian == address(0) || seed % 3 == 0 ? recoveryMeant[inboxId] : guardian;
    }

    /// @return 0 if it has none.
    function _walletOf(bytes32 inboxId, uint256 start) private view returns (address) {
        for (uint256 i = 0; i < PEOPLE; ++i) {
            address wallet = _people[((start % PEOPLE) + i) % PEOPLE].addr;
            if (inboxMeant[wallet] == inboxId) return wallet;
        }
        return address(0);
    }

    /// @dev Who is linked to no inbox, from `start` on. Where all are, the one at `start` leaves.
    function _unlinked(uint256 start) private returns (Account memory account) {
        for (uint256 i = 0; i < PEOPLE; ++i) {
            account = _people[((start % PEOPLE) + i) % PEOPLE];
            if (inboxMeant[account.addr] == 0) return account;
        }
        account = _people[start % PEOPLE];
        _unlink(account.addr, inboxMeant[account.addr], account.addr);
    }

    /// @dev Who is linked to an inbox, from `start` on. Where nobody is, the one at `start` joins one.
    function _linked(uint256 start) private returns (Account memory account) {
        for (uint256 i = 0; i < PEOPLE; ++i) {
            account = _people[((start % PEOPLE) + i) % PEOPLE];
            if (inboxMeant[account.addr] != 0) return account;
        }
        account = _people[start % PEOPLE];
        bytes32 inboxId = _inboxAt(start);
        _link(recoveryMeant[inboxId], inboxId, account);
    }

    function _keyNotRevoked(bytes32 inboxId, uint256 start) private returns (uint256 key) {
        uint256 known = _meant[inboxId].length;
        // One further than there are, so that a new key comes up beside those known.
        for (uint256 i = 0; i <= known; ++i) {
            key = ((start % (known + 1)) + i) % (known + 1);
            if (key == known) break;
            if (!_meant[inboxId][key].revoked) return key;
        }
        _meant[inboxId].push();
        return known;
    }

    /// @dev One further than there are: a key that was never added is banned by being revoked.
    function _keyOrNew(bytes32 inboxId, uint256 start) private returns (uint256 key) {
        key = start % (_meant[inboxId].length + 1);
        if (key == _meant[inboxId].length) _meant[inboxId].push();
    }
}

/// @notice Invariants 9, 10 and 11 of the protocol, after any sequence of calls. Together with what the people meant, they
/// hold in both directions: nothing happens unmeant, and everything meant happens.
contract InboxRegistryInvariantsTest is InboxRegistryTest {
    InboxRegistryHandler internal handler;
    bytes4[] private _actions;

    function setUp() public override {
        super.setUp();
        handler = new InboxRegistryHandler(registry);
        _actions = [
            handler.register.selector,
            handler.linkWallet.selector,
            handler.unlinkWallet.selector,
            handler.addKey.selector,
            handler.addKey.selector,
            handler.revokeKey.selector,
            handler.revokeAllKeys.selector,
            handler.nameGuardian.selector,
            handler.nameGuardian.selector,
            handler.startTransfer.selector,
            handler.startTransfer.selector,
            handler.cancelTransfer.selector,
            handler.acceptTransfer.selector,
            handler.letTimePass.selector,
            handler.goToADueSecond.selector,
            handler.attempt.selector,
            handler.attempt.selector,
            handler.attempt.selector,
            handler.attemptWithABadSignature.selector,
            handler.voidNonce.selector
        ];
        targetSelector(address(handler), _actions);
    }

    function invariant_9_KeysAreWhatTheirInboxMeans() public {
        vm.warp(handler.clock());
        bytes32[] memory inboxIds = handler.inboxIds();
        for (uint256 i = 0; i < inboxIds.length; ++i) {
            InboxRegistryHandler.Meant[] memory meant = handler.keysMeant(inboxIds[i]);
            uint256 count = 0;
            for (uint256 j = 0; j < meant.length; ++j) {
                assertStatus(inboxIds[i], idOf(keyOf(j)), _statusOf(meant[j]));
                if (meant[j].added && !meant[j].revoked) ++count;
            }
            vm.assertEq(registry.inbox(inboxIds[i]).keyCount, count, "key count");
        }
    }

    function invariant_10_WalletsAreWhereTheyMeantToBe() public view {
        bytes32[] memory inboxIds = handler.inboxIds();
        uint256[] memory wallets = new uint256[](inboxIds.length);
        for (uint256 i = 0; i < handler.PEOPLE(); ++i) {
            address wallet = handler.person(i);
            vm.assertEq(registry.inboxOf(wallet), handler.inboxMeant(wallet), "inbox of a wallet");
            vm.assertEq(registry.nonces(wallet), handler.nonceMeant(wallet), "nonce of a wallet");
            uint256 homes = 0;
            for (uint256 j = 0; j < inboxIds.length; ++j) {
                if (!registry.isWalletOf(inboxIds[j], wallet)) continue;
                ++wallets[j];
                ++homes;
            }
            vm.assertEq(homes, handler.inboxMeant(wallet) == 0 ? 0 : 1, "inboxes of a wallet");
        }
        for (uint256 j = 0; j < inboxIds.length; ++j) {
            vm.assertEq(registry.inbox(inboxIds[j]).walletCount, wallets[j], "wallet count");
        }
    }

    /// @dev Now, and in each second to come in which something changes by itself, and in the one before it.
    function invariant_11_RecoveryIsWhoeverWasMeantToTakeOver() public {
        bytes32[] memory inboxIds = handler.inboxIds();
        for (uint256 i = 0; i < inboxIds.length; ++i) {
            _assertRecovery(inboxIds[i], handler.clock());
            uint256[] memory dueSeconds = handler.dueSeconds(inboxIds[i]);
            for (uint256 j = 0; j < dueSeconds.length; ++j) {
                _assertRecovery(inboxIds[i], dueSeconds[j] - 1);
                _assertRecovery(inboxIds[i], dueSeconds[j]);
            }
        }
    }

    /// @dev The invariants say nothing about what never happens: over 3,000 calls everything does, and often.
    function test_EverythingHappensOften() public {
        uint256 seed = 1;
        for (uint256 i = 0; i < 3_000; ++i) {
            seed = uint256(keccak256(abi.encode(seed)));
            bytes32[4] memory words;
            for (uint256 w = 0; w < 4; ++w) words[w] = keccak256(abi.encode(seed, w));
            (bool success, bytes memory answer) = address(handler).call(
                abi.encodePacked(_actions[seed % _actions.length], abi.encode(words))
            );
            vm.assertTrue(success, string(answer));
        }
        string[31] memory all = [
            "register again refused",
            "link done",
            "link refused",
            "unlink done",
            "unlink refused",
            "key added",
            "add key refused",
            "key revoked",
            "revoke key refused",
            "revoke all keys done",
            "revoke all keys refused",
            "name guardian done",
            "name guardian refused",
            "change replaced",
            "change dropped",
            "same guardian named",
            "guardian removed",
            "start done",
            "start refused",
            "started by a guardian",
            "cancel done",
            "cancel refused",
            "accept done",
            "accept refused",
            "accepted from a guardian",
            "lapsed",
            "lost its guardian",
            "one second before",
            "in that second",
            "one second after",
            "signature refused"
        ];
        for (uint256 i = 0; i < all.length; ++i) {
            vm.assertGe(handler.happened(all[i]), 20, string.concat("rare: ", all[i]));
        }
        invariant_9_KeysAreWhatTheirInboxMeans();
        invariant_10_WalletsAreWhereTheyMeantToBe();
        invariant_11_RecoveryIsWhoeverWasMeantToTakeOver();
    }

    /* PARTS */

    function _assertRecovery(bytes32 inboxId, uint256 time) private {
        vm.warp(time);
        (address next, uint256 from) = handler.changeMeant(inboxId, time);
        InboxRegistryHandler.Transfer memory transfer = handler.transferMeant(inboxId, time);
        vm.assertEq(registry.recoveryOf(inboxId), handler.recoveryMeant(inboxId), "recovery");
        assertGuardian(inboxId, handler.guardianMeant(inboxId, time), next, from);
        assertTransfer(inboxId, transfer.to, transfer.by, transfer.startedAt);
    }

    function _statusOf(InboxRegistryHandler.Meant memory meant) private view returns (IInboxRegistry.KeyStatus) {
        if (meant.revoked) return IInboxRegistry.KeyStatus.Revoked;
        if (!meant.added) return IInboxRegistry.KeyStatus.None;
        bool expired = meant.expiresAt != 0 && handler.clock() >= meant.expiresAt;
        return expired ? IInboxRegistry.KeyStatus.Expired : IInboxRegistry.KeyStatus.Active;
    }
}
