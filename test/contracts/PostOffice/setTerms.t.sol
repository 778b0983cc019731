// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IInboxRegistry} from "../../../contracts/interfaces/IInboxRegistry.sol";
import {ILedger} from "../../../contracts/interfaces/ILedger.sol";
import {ITerms} from "../../../contracts/interfaces/ITerms.sol";
import {PostOfficeTest} from "./PostOfficeTest.sol";

contract SetTermsTest is PostOfficeTest {
    /// @dev Carol's inbox, which has set nothing yet.
    bytes32 private _id;

    function setUp() public override {
        super.setUp();
        vm.prank(carol.addr);
        _id = registry.register(0, recovery.addr, new IInboxRegistry.KeyInput[](0));
    }

    function test_RevertWhen_CallerIsNoWallet() public {
        address[2] memory callers = [mallory.addr, recovery.addr];
        for (uint256 i = 0; i < callers.length; ++i) {
            vm.expectRevert(abi.encodeWithSelector(ITerms.NotWallet.selector, _id, callers[i]));
            vm.prank(callers[i]);
            office.setTerms(_id, NATIVE, STAKE, WINDOW, false);
        }
    }

    function test_RevertWhen_InboxIsZeroOrUnregistered() public {
        vm.expectRevert(abi.encodeWithSelector(ITerms.NotWallet.selector, bytes32(0), bob.addr));
        vm.prank(bob.addr);
        office.setTerms(bytes32(0), NATIVE, STAKE, WINDOW, false);

        vm.expectRevert(abi.encodeWithSelector(ITerms.NotWallet.selector, keccak256("nobody"), carol.addr));
        vm.prank(carol.addr);
        office.setTerms(keccak256("nobody"), NATIVE, STAKE, WINDOW, false);
    }

    function test_ZeroStakeStopsAcceptingTheToken() public {
        _set(NATIVE, STAKE, WINDOW, true);
        vm.warp(NOW + 1);
        _set(NATIVE, 0, 7, true);
        _assertTerms(NATIVE, 0, 0, false, NOW + 1);
    }

    function test_ZeroStakeTakesAnyToken() public {
        _set(makeAddr("no token"), 0, 0, true);
        _assertTerms(makeAddr("no token"), 0, 0, false, NOW);
    }

    function test_ZeroStakeLeavesTheDoor() public {
        _set(NATIVE, 0, 0, false);
        _assertDoor(ITerms.Door.Free, 0);

        _set(NATIVE, STAKE, WINDOW, false);
        vm.warp(NOW + 1);
        _set(NATIVE, 0, 0, false);
        _assertDoor(ITerms.Door.Postage, NOW);
    }

    function test_ZeroStakeEmits() public {
        vm.expectEmit(address(office));
        emit ITerms.TermsSet(_id, NATIVE, 0, 0, false);
        vm.expectEmit(address(office), 0);
        emit ITerms.DoorSet(_id, ITerms.Door.Postage);
        _set(NATIVE, 0, WINDOW, true);
    }

    function test_RevertWhen_TheTokenHasNoCode() public {
        vm.expectRevert(abi.encodeWithSelector(ILedger.TokenHasNoCode.selector, bob.addr));
        _set(bob.addr, STAKE, WINDOW, false);
    }

    function test_RevertWhen_TheTokenHasNoCodeAndTheWindowIsOut() public {
        vm.expectRevert(abi.encodeWithSelector(ILedger.TokenHasNoCode.selector, bob.addr));
        _set(bob.addr, STAKE, 0, false);
    }

    function test_RevertWhen_TheWindowIsOutOfRange() public {
        uint32[4] memory windows = [0, 1 hours - 1, 30 days + 1, type(uint32).max];
        for (uint256 i = 0; i < windows.length; ++i) {
            vm.expectRevert(
                abi.encodeWithSelector(ITerms.WindowOutOfRange.selector, windows[i], uint32(1 hours), uint32(30 days))
            );
            _set(NATIVE, STAKE, windows[i], false);
        }
    }

    function test_SetsTheTermsOfTheTokenAlone() public {
        _set(NATIVE, 1, 1 hours, false);
        vm.warp(NOW + 1);
        _set(address(dollar), type(uint96).max, 30 days, true);

        _assertTerms(NATIVE, 1, 1 hours, false, NOW);
        _assertTerms(address(dollar), type(uint96).max, 30 days, true, NOW + 1);
    }

    function test_SetsTheTermsOfTheInboxAlone() public {
        _set(NATIVE, 1, 1 hours, true);
        (uint96 stake, uint32 window, bool relayMayCollect, ) = office.terms(inboxId, NATIVE);
        vm.assertEq(stake, STAKE);
        vm.assertEq(window, WINDOW);
        vm.assertFalse(relayMayCollect);
    }

    function test_Emits() public {
        vm.expectEmit(address(office));
        emit ITerms.TermsSet(_id, address(dollar), STAKE, WINDOW, true);
        _set(address(dollar), STAKE, WINDOW, true);
    }

    function test_AFirstStakeTurnsAFreeDoorToPostage() public {
        vm.expectEmit(address(office));
        emit ITerms.TermsSet(_id, NATIVE, STAKE, WINDOW, false);
        vm.expectEmit(address(office));
        emit ITerms.DoorSet(_id, ITerms.Door.Postage);
        _set(NATIVE, STAKE, WINDOW, false);
        _assertDoor(ITerms.Door.Postage, NOW);
    }

    /// @dev A token that it had stopped accepting counts as one without a stake.
    function test_AStakeAgainTurnsAFreeDoorToPostage() public {
        _set(NATIVE, STAKE, WINDOW, false);
        _set(NATIVE, 0, 0, false);
        _setDoor(ITerms.Door.Free);
        vm.warp(NOW + 1);
        _set(NATIVE, STAKE, WINDOW, false);
        _assertDoor(ITerms.Door.Postage, NOW + 1);
    }

    function test_AFirstStakeLeavesAClosedDoor() public {
        ITerms.Door[2] memory doors = [ITerms.Door.Postage, ITerms.Door.Closed];
        address[2] memory tokens = [NATIVE, address(dollar)];
        for (uint256 i = 0; i < doors.length; ++i) {
            vm.warp(NOW + i);
            _setDoor(doors[i]);
            vm.warp(NOW + i + 10);
            _set(tokens[i], STAKE, WINDOW, false);
            _assertDoor(doors[i], NOW + i);
        }
    }

    /// @dev An inbox may ask for postage of those who want to pay it and stay open to the others.
    function test_AnotherStakeLeavesAFreeDoor() public {
        _set(NATIVE, STAKE, WINDOW, false);
        vm.warp(NOW + 1);
        _setDoor(ITerms.Door.Free);
        vm.warp(NOW + 2);
        _set(NATIVE, STAKE + 1, WINDOW, true);
        _assertDoor(ITerms.Door.Free, NOW + 1);
        _assertTerms(NATIVE, STAKE + 1, WINDOW, true, NOW + 2);
    }

    function testFuzz_KeepsWhatItWasGiven(uint96 stake, uint32 window, bool relayMayCollect, uint32 later) public {
        stake = uint96(bound(stake, 1, type(uint96).max));
        window = uint32(bound(window, 1 hours, 30 days));
        vm.warp(NOW + later);
        _set(NATIVE, stake, window, relayMayCollect);
        _assertTerms(NATIVE, stake, window, relayMayCollect, NOW + later);
    }

    function _set(address token, uint96 stake, uint32 window, bool relayMayCollect) private {
        vm.prank(carol.addr);
        office.setTerms(_id, token, stake, window, relayMayCollect);
    }

    function _setDoor(ITerms.Door door) private {
        vm.prank(carol.addr);
        office.setDoor(_id, door);
    }

    function _assertTerms(
        address token,
        uint96 stake,
        uint32 window,
        bool relayMayCollect,
        uint256 setAt
    ) private view {
        (uint96 stake_, uint32 window_, bool mayCollect, uint40 setAt_) = office.terms(_id, token);
        vm.assertEq(stake_, stake, "stake");
        vm.assertEq(window_, window, "window");
        vm.assertEq(mayCollect, relayMayCollect, "relayMayCollect");
        vm.assertEq(setAt_, setAt, "setAt");
    }

    function _assertDoor(ITerms.Door door, uint256 setAt) private view {
        (ITerms.Door door_, uint40 setAt_) = office.doorOf(_id);
        vm.assertEq(uint8(door_), uint8(door), "door");
        vm.assertEq(setAt_, setAt, "setAt");
    }
}
