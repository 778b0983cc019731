// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IStamps} from "../../../contracts/interfaces/IStamps.sol";
import {PostOfficeTest} from "./PostOfficeTest.sol";

/// @notice The table of passedOver.tree, cell by cell.
contract PassedOverTest is PostOfficeTest {
    enum Outcome {
        DoesIt,
        PassesOver,
        NotPending
    }

    Outcome private constant YES = Outcome.DoesIt;
    Outcome private constant OVER = Outcome.PassesOver;
    Outcome private constant NO = Outcome.NotPending;

    function test_None() public {
        _assertRow(stampOf(NATIVE, 1), [NO, NO, NO, NO, OVER, YES]);
    }

    function test_Open() public {
        (IStamps.Stamp memory stamp, ) = posted(1);
        _assertRow(stamp, [YES, YES, YES, YES, YES, OVER]);
    }

    function test_Admitted() public {
        (IStamps.Stamp memory stamp, ) = posted(1);
        admitAs(relay.addr, stamp);
        _assertRow(stamp, [OVER, YES, YES, YES, YES, OVER]);
    }

    function test_Collected() public {
        (IStamps.Stamp memory stamp, ) = posted(1);
        collectAs(alice.addr, stamp);
        _assertRow(stamp, [OVER, OVER, NO, NO, OVER, OVER]);
    }

    function test_Returned() public {
        (IStamps.Stamp memory stamp, ) = posted(1);
        returnAs(alice.addr, stamp);
        _assertRow(stamp, [OVER, NO, OVER, NO, OVER, OVER]);
    }

    function test_ExpiredFromOpen() public {
        (IStamps.Stamp memory stamp, ) = posted(1);
        vm.warp(EXPIRES_AT);
        expireAs(bob.addr, stamp);
        _assertRow(stamp, [NO, NO, NO, OVER, OVER, OVER]);
    }

    function test_ExpiredFromAdmitted() public {
        (IStamps.Stamp memory stamp, ) = posted(1);
        admitAs(relay.addr, stamp);
        vm.warp(EXPIRES_AT);
        expireAs(bob.addr, stamp);
        _assertRow(stamp, [OVER, NO, NO, OVER, OVER, OVER]);
    }

    function test_Voided() public {
        voidAs(bob.addr, stampOf(NATIVE, 1));
        _assertRow(stampOf(NATIVE, 1), [NO, NO, NO, NO, OVER, OVER]);
    }

    /// @dev Each function by who may call it; none changes what the next one finds.
    function _assertRow(IStamps.Stamp memory stamp, Outcome[6] memory row) private {
        IStamps.Stamp[] memory stamps = only(stamp);
        _assertCell(stamp, relay.addr, abi.encodeCall(office.admit, (stamps)), row[0]);
        _assertCell(stamp, alice.addr, abi.encodeCall(office.collect, (stamps)), row[1]);
        _assertCell(stamp, alice.addr, abi.encodeCall(office.returnToSender, (stamps)), row[2]);
        for (uint256 i = 0; i < 2; ++i) {
            bytes memory signature = signAnswer(alice, stamps, i == 0);
            bytes memory call = abi.encodeCall(office.settleFor, (stamps, i == 0, alice.addr, signature));
            _assertCell(stamp, mallory.addr, call, row[4]);
        }
        _assertCell(stamp, bob.addr, abi.encodeCall(office.voidStamps, (stamps)), row[5]);
        vm.warp(EXPIRES_AT);
        _assertCell(stamp, mallory.addr, abi.encodeCall(office.expire, (stamps)), row[3]);
    }

    function _assertCell(IStamps.Stamp memory stamp, address caller, bytes memory call, Outcome expected) private {
        uint256 snapshot = vm.snapshotState();
        bytes32 id = idOf(stamp);
        IStamps.StampStatus status = statusOf(id);

        vm.recordLogs();
        vm.prank(caller);
        (bool success, bytes memory answer) = address(office).call(call);
        bool changed = statusOf(id) != status;
        bool emitted = vm.getRecordedLogs().length != 0;

        vm.assertEq(success, expected != Outcome.NotPending, "success");
        vm.assertEq(changed, expected == Outcome.DoesIt, "changed");
        vm.assertEq(emitted, expected == Outcome.DoesIt, "emitted");
        if (expected == Outcome.NotPending) {
            vm.assertEq(answer, abi.encodeWithSelector(IStamps.StampNotPending.selector, id, status), "error");
        }
        vm.revertToState(snapshot);
    }
}
