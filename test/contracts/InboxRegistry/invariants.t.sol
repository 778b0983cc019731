// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IInboxRegistry} from "../../../contracts/interfaces/IInboxRegistry.sol";
import {IWholeInboxRegistry} from "./IWholeInboxRegistry.sol";
import {InboxRegistryTest} from "./InboxRegistryTest.sol";

/// @title Six people who use the registry in any order, and one who trespasses
/// @notice Each public function picks from what is possible now, so that it always succeeds, and writes down what the
/// people meant. The invariants compare that with what the registry says.
/// @dev In this file because Hardhat knows only the contracts of the files that it is asked to run.
contract InboxRegistryHandler is InboxRegistryTest {
    /* TYPES */

    /// @notice What was meant for a key. `expiresAt` in Unix seconds, 0 never.
    struct Meant {
        bool added;
        bool revoked;
        uint40 expiresAt;
    }

    /* STORAGE */

    uint256 public constant PEOPLE = 6;

    Account[] private _people;
    bytes32[] private _inboxIds;
    bytes32 private immutable _trespassers;
    mapping(bytes32 inboxId => address) public recoveryMeant;
    mapping(address wallet => bytes32 inboxId) public inboxMeant;
    mapping(address wallet => uint64) private _inboxNonces;
    /// @dev By the seed that gives the key. An inbox that has only revoked keys takes the next seed.
    mapping(bytes32 inboxId => Meant[]) private _meant;

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
        for (uint256 i = 0; i < PEOPLE / 2; ++i) _register(_people[i], _people[i + 1].addr, false);
    }

    /* PEOPLE */

    function register(uint256 who, uint256 recovery, bool signed) external onTime {
        _register(_unlinked(who), _people[recovery % PEOPLE].addr, signed);
    }

    function linkWallet(uint256 who, uint256 inbox) external onTime {
        Account memory wallet = _unlinked(who);
        bytes32 inboxId = _inboxIds[inbox % _inboxIds.length];
        link(recoveryMeant[inboxId], inboxId, wallet);
        inboxMeant[wallet.addr] = inboxId;
    }

    function unlinkWallet(uint256 who, bool byRecovery) external onTime {
        _unlink(_linked(who), byRecovery);
    }

    function addKey(uint256 who, uint256 key, uint256 lifetime, bool signed) external onTime {
        Account memory wallet = _linked(who);
        bytes32 inboxId = inboxMeant[wallet.addr];
        key = _keyNotRevoked(inboxId, key);
        uint256 expiresAt = lifetime % 3 == 0 ? 0 : clock + 1 + (lifetime % 2 days);

        _addKey(wallet, inboxId, keyOf(key, expiresAt), signed);
        _meant[inboxId][key].added = true;
        _meant[inboxId][key].expiresAt = uint40(expiresAt);
    }

    function revokeKey(uint256 who, uint256 key, bool byRecovery) external onTime {
        address wallet = _linked(who).addr;
        bytes32 inboxId = inboxMeant[wallet];
        Meant[] storage meant = _meant[inboxId];
        // One further than there are: a key that was never added is banned.
        key %= meant.length + 1;
        if (key == meant.length) meant.push();

        revokeKey(byRecovery ? recoveryMeant[inboxId] : wallet, inboxId, idOf(keyOf(key)));
        meant[key].revoked = true;
    }

    function revokeAllKeys(uint256 who, bool byRecovery) external onTime {
        address wallet = _linked(who).addr;
        bytes32 inboxId = inboxMeant[wallet];
        vm.prank(byRecovery ? recoveryMeant[inboxId] : wallet);
        registry.revokeAllKeys(inboxId);

        Meant[] storage meant = _meant[inboxId];
        for (uint256 i = 0; i < meant.length; ++i) if (meant[i].added) meant[i].revoked = true;
    }

    function letTimePass(uint256 time) external onTime {
        clock += time % 1 days;
    }

    /* TRESPASSER */

    /// @dev Tries one thing that she has no right to. None may succeed.
    function trespass(uint256 attempt, uint256 who, uint256 inbox, uint256 key) external onTime {
        Account memory victim = _people[who % PEOPLE];
        bytes32 inboxId = _inboxIds[inbox % _inboxIds.length];
        IInboxRegistry.KeyInput memory input = keyOf(key % (_meant[inboxId].length + 1));
        bytes[7] memory attempts = [
            abi.encodeCall(registry.addKeys, (inboxId, list(input))),
            abi.encodeCall(registry.revokeKeys, (inboxId, list(idOf(input)))),
            abi.encodeCall(registry.revokeAllKeys, (inboxId)),
            abi.encodeCall(registry.unlinkWallet, (inboxId, victim.addr)),
            _forgedRegistration(victim.addr),
            _forgedLink(victim.addr),
            _forgedKeys(victim.addr, inboxId, input)
        ];
        vm.prank(mallory.addr);
        (bool ok, ) = address(registry).call(attempts[attempt % attempts.length]);
        vm.assertFalse(ok, "a trespass succeeded");
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

    /* PARTS */

    function _register(Account memory wallet, address recovery, bool signed) private {
        uint64 inboxNonce = _inboxNonces[wallet.addr]++;
        bytes32 inboxId;
        if (signed) {
            Register memory value = Register(
                wallet.addr,
                inboxNonce,
                recovery,
                noKeys(),
                registry.nonces(wallet.addr),
                clock
            );
            bytes memory signature = sign(wallet, digestOf(value));
            inboxId = registry.registerFor(wallet.addr, inboxNonce, recovery, noKeys(), clock, signature);
        } else {
            vm.prank(wallet.addr);
            inboxId = registry.register(inboxNonce, recovery, noKeys());
        }
        _inboxIds.push(inboxId);
        recoveryMeant[inboxId] = recovery;
        inboxMeant[wallet.addr] = inboxId;
    }

    function _unlink(Account memory wallet, bool byRecovery) private {
        bytes32 inboxId = inboxMeant[wallet.addr];
        vm.prank(byRecovery ? recoveryMeant[inboxId] : wallet.addr);
        registry.unlinkWallet(inboxId, wallet.addr);
        inboxMeant[wallet.addr] = 0;
    }

    function _addKey(Account memory wallet, bytes32 inboxId, IInboxRegistry.KeyInput memory key, bool signed) private {
        if (!signed) {
            addKey(wallet.addr, inboxId, key);
            return;
        }
        AddKeys memory value = AddKeys(wallet.addr, inboxId, list(key), registry.nonces(wallet.addr), clock);
        registry.addKeysFor(wallet.addr, inboxId, value.keys, clock, sign(wallet, digestOf(value)));
    }

    function _forgedRegistration(address victim) private view returns (bytes memory) {
        Register memory value = Register(victim, 99, mallory.addr, noKeys(), registry.nonces(victim), clock);
        bytes memory signature = sign(mallory, digestOf(value));
        return abi.encodeCall(registry.registerFor, (victim, 99, mallory.addr, value.keys, clock, signature));
    }

    /// @dev Into an inbox of her own, so that only the signature stands in her way.
    function _forgedLink(address victim) private view returns (bytes memory) {
        LinkWallet memory value = LinkWallet(_trespassers, victim, registry.nonces(victim), clock);
        bytes memory signature = sign(mallory, digestOf(value));
        return abi.encodeCall(registry.linkWallet, (_trespassers, victim, clock, signature));
    }

    function _forgedKeys(
        address victim,
        bytes32 inboxId,
        IInboxRegistry.KeyInput memory key
    ) private view returns (bytes memory) {
        AddKeys memory value = AddKeys(victim, inboxId, list(key), registry.nonces(victim), clock);
        bytes memory signature = sign(mallory, digestOf(value));
        return abi.encodeCall(registry.addKeysFor, (victim, inboxId, value.keys, clock, signature));
    }

    /// @dev Who is linked to no inbox, from `start` on. Where all are, the one at `start` leaves.
    function _unlinked(uint256 start) private returns (Account memory account) {
        for (uint256 i = 0; i < PEOPLE; ++i) {
            account = _people[((start % PEOPLE) + i) % PEOPLE];
            if (inboxMeant[account.addr] == 0) return account;
        }
        account = _people[start % PEOPLE];
        _unlink(account, false);
    }

    /// @dev Who is linked to an inbox, from `start` on. Where nobody is, the one at `start` registers.
    function _linked(uint256 start) private returns (Account memory account) {
        for (uint256 i = 0; i < PEOPLE; ++i) {
            account = _people[((start % PEOPLE) + i) % PEOPLE];
            if (inboxMeant[account.addr] != 0) return account;
        }
        account = _people[start % PEOPLE];
        _register(account, account.addr, false);
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
}

/// @notice Invariants 9 and 10 of the protocol, after any sequence of calls. Together with what the people meant, they
/// hold in both directions: nothing happens unmeant, and everything meant happens.
contract InboxRegistryInvariantsTest is InboxRegistryTest {
    InboxRegistryHandler internal handler;

    function setUp() public override {
        super.setUp();
        handler = new InboxRegistryHandler(registry);
        bytes4[] memory selectors = new bytes4[](10);
        selectors[0] = handler.register.selector;
        selectors[1] = handler.linkWallet.selector;
        selectors[2] = handler.unlinkWallet.selector;
        selectors[3] = handler.addKey.selector;
        selectors[4] = handler.addKey.selector;
        selectors[5] = handler.addKey.selector;
        selectors[6] = handler.revokeKey.selector;
        selectors[7] = handler.revokeAllKeys.selector;
        selectors[8] = handler.letTimePass.selector;
        selectors[9] = handler.trespass.selector;
        targetSelector(address(handler), selectors);
    }

    function invariant_9_KeysAreWhatTheirInboxMeans() external {
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

    function invariant_10_WalletsAreWhereTheyMeantToBe() external view {
        bytes32[] memory inboxIds = handler.inboxIds();
        uint256[] memory wallets = new uint256[](inboxIds.length);
        for (uint256 i = 0; i < handler.PEOPLE(); ++i) {
            address wallet = handler.person(i);
            vm.assertEq(registry.inboxOf(wallet), handler.inboxMeant(wallet), "inbox of a wallet");
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
            vm.assertEq(registry.recoveryOf(inboxIds[j]), handler.recoveryMeant(inboxIds[j]), "recovery");
        }
    }

    function _statusOf(InboxRegistryHandler.Meant memory meant) private view returns (IInboxRegistry.KeyStatus) {
        if (meant.revoked) return IInboxRegistry.KeyStatus.Revoked;
        if (!meant.added) return IInboxRegistry.KeyStatus.None;
        bool expired = meant.expiresAt != 0 && handler.clock() >= meant.expiresAt;
        return expired ? IInboxRegistry.KeyStatus.Expired : IInboxRegistry.KeyStatus.Active;
    }
}
