// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IInboxRegistry} from "../../../contracts/interfaces/IInboxRegistry.sol";
import {IRecovery} from "../../../contracts/interfaces/IRecovery.sol";
import {MockPuppet} from "../../../contracts/mocks/MockPuppet.sol";
import {InboxRegistryTest} from "./InboxRegistryTest.sol";

/// @title What every test of a recovery's passing on starts from
/// @notice Alice's inbox, with Bob as second wallet, Carol as recovery, and a guardian who is in office already. The time is
/// `START`; no transfer is pending.
abstract contract RecoveryTest is InboxRegistryTest {
    /* CONSTANTS */

    uint256 internal constant IN_OFFICE = NOW + RECOVERY_DELAY;
    uint256 internal constant START = IN_OFFICE + 1 hours;
    /// @dev Of a transfer started at `START`, or a guardian named then.
    uint256 internal constant DUE = START + RECOVERY_DELAY;
    uint256 internal constant LAPSES = START + TRANSFER_LIFETIME;

    bytes32 internal constant UNKNOWN = keccak256("unknown");

    /* STORAGE */

    Account internal guardian = makeAccount("guardian");
    Account internal otherGuardian = makeAccount("other guardian");
    Account internal newRecovery = makeAccount("new recovery");
    bytes32 internal inboxId;

    function setUp() public virtual override {
        super.setUp();
        inboxId = registerInbox(alice.addr, carol.addr);
        link(carol.addr, inboxId, bob);
        setGuardian(carol.addr, inboxId, guardian.addr);
        vm.warp(START);
    }

    /* ACTIONS */

    function setGuardian(address guardian_) internal {
        setGuardian(carol.addr, inboxId, guardian_);
    }

    /// @dev To the new recovery.
    function start(address caller) internal {
        startTransfer(caller, inboxId, newRecovery.addr);
    }

    function cancel(address caller) internal {
        cancelTransfer(caller, inboxId);
    }

    function accept(address caller) internal {
        acceptTransfer(caller, inboxId);
    }

    /* ACCOUNTS WITH CODE */

    function newSmartAccount() internal returns (MockPuppet) {
        return MockPuppet(deployArtifact("MockReentrantReceiver", ""));
    }

    /// @dev Gives `account` the code of an ERC-7702 delegation to a smart account.
    function delegated(address account) internal returns (MockPuppet) {
        vm.etch(account, abi.encodePacked(hex"ef0100", newSmartAccount()));
        return MockPuppet(account);
    }

    /* EXPECTATIONS */

    function expectNotRecovery(bytes32 inboxId_, address caller) internal {
        vm.expectRevert(abi.encodeWithSelector(IInboxRegistry.NotRecovery.selector, inboxId_, caller));
    }

    function expectNotRecoveryOrGuardian(bytes32 inboxId_, address caller) internal {
        vm.expectRevert(abi.encodeWithSelector(IRecovery.NotRecoveryOrGuardian.selector, inboxId_, caller));
    }

    function expectNotInCharge(bytes32 inboxId_, address caller) internal {
        vm.expectRevert(abi.encodeWithSelector(IRecovery.NotInCharge.selector, inboxId_, caller));
    }

    function expectInvalidRecovery() internal {
        vm.expectRevert(abi.encodeWithSelector(IRecovery.InvalidRecovery.selector, inboxId, address(0)));
    }

    function expectPending(address to) internal {
        vm.expectRevert(abi.encodeWithSelector(IRecovery.RecoveryTransferPending.selector, inboxId, to));
    }

    function expectNoTransfer(bytes32 inboxId_) internal {
        vm.expectRevert(abi.encodeWithSelector(IRecovery.NoRecoveryTransfer.selector, inboxId_));
    }

    function expectNotNewRecovery(address caller) internal {
        vm.expectRevert(abi.encodeWithSelector(IRecovery.NotNewRecovery.selector, inboxId, caller));
    }

    function expectTooEarly(uint256 from) internal {
        vm.expectRevert(abi.encodeWithSelector(IRecovery.RecoveryTransferTooEarly.selector, inboxId, from));
    }
}
