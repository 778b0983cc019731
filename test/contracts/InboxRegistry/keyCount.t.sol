// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IInboxRegistry} from "../../../contracts/interfaces/IInboxRegistry.sol";
import {InboxRegistryTest} from "./InboxRegistryTest.sol";

/// @notice A random sequence of additions, revocations and clean sweeps, beside a model that keeps one record per key.
contract InboxRegistryKeyCountTest is InboxRegistryTest {
    /// @notice What the model knows of a key. Times in Unix seconds.
    struct Known {
        bool added;
        bool revoked;
        uint256 expiresAt;
    }

    uint256 private constant _STEPS = 40;
    /// @dev Keys in play at a step: few, so that the sequence comes back to each again and again; which ones moves on,
    /// so that there are always some not revoked yet.
    uint256 private constant _IN_PLAY = 6;
    uint256 private constant _KEYS = _IN_PLAY + _STEPS / 2;

    bytes32 internal inboxId;
    /// @dev Unix seconds, kept here: the optimizer takes `block.timestamp` for constant within a call, whatever a warp says.
    uint256 internal clock = NOW;
    Known[_KEYS] internal model;

    function setUp() public override {
        super.setUp();
        inboxId = registerInbox(alice.addr, carol.addr);
    }

    /// hardhat-config: fuzz.runs = 64
    function testFuzz_CountAndStatusesAreNeverWrong(uint256 seed) external {
        for (uint256 step = 0; step < _STEPS; ++step) {
            seed = uint256(keccak256(abi.encode(seed)));
            uint256 action = (seed >> 8) % 16;
            if (action < 8) _add(step / 2, seed >> 16);
            else if (action < 12) _revoke(step / 2, seed >> 16);
            else if (action < 13) _revokeAll();
            else vm.warp(clock += (seed >> 16) % 100);
            _assertMatches();
        }
    }

    /// @dev Two keys at once, maybe the same one twice.
    function _add(uint256 start, uint256 seed) private {
        (uint256 first, uint256 second) = (start + (seed % _IN_PLAY), start + ((seed >> 8) % _IN_PLAY));
        uint256 expiresAt = (seed >> 16) % 2 == 0 ? 0 : clock + 1 + ((seed >> 24) % 200);
        bool barred = model[first].revoked || model[second].revoked;

        if (barred) {
            uint256 culprit = model[first].revoked ? first : second;
            vm.expectRevert(
                abi.encodeWithSelector(IInboxRegistry.KeyWasRevoked.selector, inboxId, idOf(keyOf(culprit)))
            );
        }
        vm.prank(alice.addr);
        registry.addKeys(inboxId, list(keyOf(first, expiresAt), keyOf(second, expiresAt)));
        if (barred) return;
        model[first] = Known({added: true, revoked: false, expiresAt: expiresAt});
        model[second] = model[first];
    }

    function _revoke(uint256 start, uint256 seed) private {
        (uint256 first, uint256 second) = (start + (seed % _IN_PLAY), start + ((seed >> 8) % _IN_PLAY));
        vm.prank((seed >> 16) % 2 == 0 ? alice.addr : carol.addr);
        registry.revokeKeys(inboxId, list(idOf(keyOf(first)), idOf(keyOf(second))));
        model[first].revoked = true;
        model[second].revoked = true;
    }

    function _revokeAll() private {
        vm.prank(carol.addr);
        registry.revokeAllKeys(inboxId);
        for (uint256 i = 0; i < _KEYS; ++i) if (model[i].added) model[i].revoked = true;
    }

    function _assertMatches() private view {
        uint256 count = 0;
        for (uint256 i = 0; i < _KEYS; ++i) {
            if (model[i].added && !model[i].revoked) ++count;
            assertStatus(inboxId, idOf(keyOf(i)), _statusOf(model[i]));
        }
        vm.assertEq(registry.inbox(inboxId).keyCount, count, "key count");
    }

    function _statusOf(Known memory known) private view returns (IInboxRegistry.KeyStatus) {
        if (known.revoked) return IInboxRegistry.KeyStatus.Revoked;
        if (!known.added) return IInboxRegistry.KeyStatus.None;
        if (known.expiresAt != 0 && clock >= known.expiresAt) return IInboxRegistry.KeyStatus.Expired;
        return IInboxRegistry.KeyStatus.Active;
    }
}
